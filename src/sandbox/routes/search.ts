import { invalid, ok, paged, type Call } from '../http.ts';
import type { Issue, Repo } from '../model.ts';
import { route } from '../router.ts';
import { issueShape } from '../shapes/issue.ts';
import { fullName } from '../shapes/repo.ts';

interface Query {
  readonly words: readonly string[];
  readonly qualifiers: readonly (readonly [name: string, value: string])[];
}

/** Words, "phrases" and `name:value` of GitHub's search. */
function parse(text: string): Query {
  const parts = [...text.matchAll(/(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi)].map(
    ([, name, phrase, word]) => [name?.toLowerCase() ?? '', (phrase ?? word ?? '').toLowerCase()] as const,
  );
  return {
    words: parts.filter(([name]) => name === '').map(([, value]) => value),
    qualifiers: parts.filter(([name]) => name !== ''),
  };
}

/** Does an issue have what a qualifier asks for? Those that GitHub has and this does not know let everything by. */
function holds(repo: Repo, issue: Issue, name: string, value: string): boolean {
  const kind = issue.pull ? 'pr' : 'issue';
  if (name === 'repo') return fullName(repo).toLowerCase() === value;
  if (name === 'label') return issue.labels.some(label => label.toLowerCase() === value);
  if (name === 'author') return issue.author.toLowerCase() === value;
  if (name === 'state') return issue.state === value;
  if (name === 'type' || name === 'is') {
    if (value === 'open' || value === 'closed') return issue.state === value;
    if (value === 'merged') return issue.pull?.mergedAt != null;
    if (value === 'pr' || value === 'pull-request' || value === 'issue')
      return kind === value.replace('pull-request', 'pr');
  }
  return true;
}

function textOf({ title, body, comments }: Issue, { qualifiers }: Query): string {
  const where = qualifiers.filter(([name]) => name === 'in').flatMap(([, value]) => value.split(','));
  const all = where.length === 0;
  return [
    ...(all || where.includes('title') ? [title] : []),
    ...(all || where.includes('body') ? [body] : []),
    ...(all || where.includes('comments') ? comments.map(comment => comment.body) : []),
  ]
    .join('\n')
    .toLowerCase();
}

/** Every word must occur; only what the caller may read is searched. */
function found(call: Call, query: Query): { readonly repo: Repo; readonly issue: Issue }[] {
  const named = query.qualifiers.filter(([name]) => name === 'repo').map(([, value]) => value);
  const repos = [...call.store.repos.values()].filter(repo => call.store.may(repo, call.login, 'read'));
  const unknown = named.some(name => !repos.some(repo => fullName(repo).toLowerCase() === name));
  if (unknown) {
    const message =
      'The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.';
    throw invalid([{ message, resource: 'Search', field: 'q', code: 'invalid' }]);
  }
  return repos.flatMap(repo =>
    [...repo.issues.values()]
      .filter(issue => query.qualifiers.every(([name, value]) => holds(repo, issue, name, value)))
      .filter(issue => query.words.every(word => textOf(issue, query).includes(word)))
      .map(issue => ({ repo, issue })),
  );
}

export const search = [
  route('GET /search/issues', call => {
    const q = call.query.get('q') ?? '';
    if (q.trim() === '') throw invalid([{ resource: 'Search', field: 'q', code: 'missing' }]);
    if (q.length > 256) {
      const message = 'The search is longer than 256 characters.';
      throw invalid([{ message, resource: 'Search', field: 'q', code: 'invalid' }]);
    }
    const key = call.query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
    const turn = call.query.get('order') === 'asc' ? 1 : -1;
    const all = found(call, parse(q)).sort(
      (a, b) => turn * (a.issue[key].localeCompare(b.issue[key]) || a.issue.number - b.issue.number),
    );
    const items = all
      .slice(0, 1000)
      .map(({ repo, issue }) => ({ ...issueShape(call, repo, issue), score: 1 }));
    const page = paged(call, `${call.api}/search/issues`, items);
    const answer = ok({
      total_count: all.length,
      incomplete_results: false,
      search_type: 'lexical',
      items: page.json,
    });
    return { ...answer, headers: { ...page.headers, 'x-ratelimit-resource': 'search' } };
  }),
];
