import { issueOf, needLogin, needRole, repoOf } from '../access.ts';
import { created, field, HttpError, ok, paged, type Call } from '../http.ts';
import type { Issue, Repo } from '../model.ts';
import { route } from '../router.ts';
import { commentShape, eventShape, issueShape, labels } from '../shapes/issue.ts';
import { fullName } from '../shapes/repo.ts';

const baseOf = (call: Call, repo: Repo) => `${call.api}/repos/${fullName(repo)}`;

/** Adds an issue (or, with `pull`, a pull request) and gives it the repository's next number. */
export function addIssue(
  call: Pick<Call, 'store'>,
  repo: Repo,
  parts: Pick<Issue, 'title' | 'body' | 'author' | 'pull'> & {
    readonly labels?: string[];
    readonly number?: number;
  },
): Issue {
  const number = parts.number ?? repo.next++;
  const at = call.store.stamp();
  const issue: Issue = {
    id: call.store.id(),
    number,
    title: parts.title,
    body: parts.body,
    state: 'open',
    author: parts.author,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    labels: parts.labels ?? [],
    comments: [],
    events: [],
    pull: parts.pull,
  };
  repo.issues.set(number, issue);
  return issue;
}

/** Known labels only, and only for somebody who may triage: GitHub drops the rest without a word. */
function allowedLabels(call: Call, repo: Repo, wanted: unknown): string[] {
  if (!call.store.may(repo, call.login, 'triage') || !Array.isArray(wanted)) return [];
  const names = wanted.map(entry =>
    typeof entry === 'string' ? entry : String((entry as { name?: unknown }).name),
  );
  return repo.labels.map(({ name }) => name).filter(name => names.includes(name));
}

export const issues = [
  route('POST /repos/{owner}/{repo}/issues', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const author = needLogin(call);
    const issue = addIssue(call, repo, {
      title: field(call.body, 'title'),
      body: String(call.body['body'] ?? ''),
      author,
      pull: null,
      labels: allowedLabels(call, repo, call.body['labels']),
    });
    return created(issueShape(call, repo, issue));
  }),

  route('GET /repos/{owner}/{repo}/issues', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const { query } = call;
    const state = query.get('state') ?? 'open';
    const since = Date.parse(query.get('since') ?? '');
    const creator = query.get('creator')?.toLowerCase();
    const wanted = query.get('labels')?.split(',') ?? [];
    const found = [...repo.issues.values()]
      .filter(issue => state === 'all' || issue.state === state)
      .filter(issue => Number.isNaN(since) || Date.parse(issue.updatedAt) >= since)
      .filter(issue => creator === undefined || issue.author.toLowerCase() === creator)
      .filter(issue => wanted.every(name => issue.labels.includes(name)))
      .sort((a, b) => b.number - a.number);
    return paged(
      call,
      `${baseOf(call, repo)}/issues`,
      found.map(issue => issueShape(call, repo, issue)),
    );
  }),

  route('GET /repos/{owner}/{repo}/issues/{number}', (call, parameters) => {
    const repo = repoOf(call, parameters);
    return ok(issueShape(call, repo, issueOf(call, repo, parameters)));
  }),

  route('PATCH /repos/{owner}/{repo}/issues/{number}', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = issueOf(call, repo, parameters);
    const login = needLogin(call);
    if (login.toLowerCase() !== issue.author.toLowerCase()) needRole(call, repo, 'triage');
    if (typeof call.body['title'] === 'string') issue.title = call.body['title'];
    if (typeof call.body['body'] === 'string') issue.body = call.body['body'];
    if (call.body['state'] === 'open' || call.body['state'] === 'closed') {
      issue.state = call.body['state'];
      issue.closedAt = issue.state === 'closed' ? call.store.stamp() : null;
    }
    // Somebody who may not triage changes the text only; the labels stay, and no error says so.
    if (call.body['labels'] !== undefined && call.store.may(repo, call.login, 'triage'))
      issue.labels = allowedLabels(call, repo, call.body['labels']);
    issue.updatedAt = call.store.stamp();
    return ok(issueShape(call, repo, issue));
  }),

  route('GET /repos/{owner}/{repo}/issues/{number}/events', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = issueOf(call, repo, parameters);
    return paged(
      call,
      `${baseOf(call, repo)}/issues/${issue.number}/events`,
      issue.events.map(event => eventShape(call, repo, event)),
    );
  }),

  route('GET /repos/{owner}/{repo}/issues/{number}/comments', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = issueOf(call, repo, parameters);
    const url = `${baseOf(call, repo)}/issues/${issue.number}`;
    return paged(
      call,
      `${url}/comments`,
      issue.comments.map(comment => commentShape(call, url, comment)),
    );
  }),

  route('POST /repos/{owner}/{repo}/issues/{number}/comments', (call, parameters) => {
    const repo = repoOf(call, parameters);
    if (repo.advisory !== null)
      throw new HttpError(403, 'This action is forbidden on workspace repositories');
    const issue = issueOf(call, repo, parameters);
    const at = call.store.stamp();
    const comment = {
      id: call.store.id(),
      author: needLogin(call),
      body: field(call.body, 'body'),
      createdAt: at,
      updatedAt: at,
    };
    issue.comments.push(comment);
    issue.updatedAt = at;
    return created(commentShape(call, `${baseOf(call, repo)}/issues/${issue.number}`, comment));
  }),

  route('GET /repos/{owner}/{repo}/issues/{number}/labels', (call, parameters) => {
    const repo = repoOf(call, parameters);
    return ok(labels(call, repo, issueOf(call, repo, parameters).labels));
  }),

  route('POST /repos/{owner}/{repo}/issues/{number}/labels', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = issueOf(call, repo, parameters);
    needRole(call, repo, 'triage', 'Must have admin rights to Repository.');
    const set = allowedLabels(call, repo, call.body['labels']).filter(name => !issue.labels.includes(name));
    issue.labels = [...new Set([...issue.labels, ...set])];
    issue.updatedAt = call.store.stamp();
    for (const label of set)
      issue.events.push({
        ...{ id: call.store.id(), event: 'labeled', actor: call.login! },
        ...{ commit: null, label, createdAt: issue.updatedAt },
      });
    return ok(labels(call, repo, issue.labels));
  }),

  route(
    'DELETE /repos/{owner}/{repo}/issues/{number}/labels/{name}',
    (call, { name = '', ...parameters }) => {
      const repo = repoOf(call, parameters);
      const issue = issueOf(call, repo, parameters);
      needRole(call, repo, 'triage', 'Must have admin rights to Repository.');
      if (!issue.labels.includes(name)) throw new HttpError(404, 'Label does not exist');
      issue.labels = issue.labels.filter(label => label !== name);
      return ok(labels(call, repo, issue.labels));
    },
  ),
];
