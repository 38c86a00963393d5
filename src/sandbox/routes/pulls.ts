import { needLogin, needRole, pullOf, repoOf } from '../access.ts';
import { changedFiles } from '../changedFiles.ts';
import { git, gitBytes } from '../gitdir.ts';
import { resolve } from '../refs.ts';
import { field, HttpError, invalid, ok, paged, type Call, type Reply } from '../http.ts';
import { mergerOf, squashMerge } from '../merge.ts';
import type { Issue, PullPart, Repo } from '../model.ts';
import { route } from '../router.ts';
import { commitShape } from '../shapes/commit.ts';
import { pullShape } from '../shapes/issue.ts';
import { lately } from '../lately.ts';
import { fullName } from '../shapes/repo.ts';
import { simpleUser } from '../shapes/user.ts';
import { refuseTooLarge } from '../tooLarge.ts';
import { addIssue } from './issues.ts';

const urlOf = (call: Call, repo: Repo) => `${call.api}/repos/${fullName(repo)}/pulls`;

const bases = lately<string>();
const counts = lately<string>();

/** Where the base branch stands, and where the pull request left it. */
async function span(repo: Repo, issue: Issue): Promise<{ readonly base: string; readonly head: string }> {
  const tip = (await resolve(repo.dir, `refs/heads/${issue.pull!.base}`)) ?? issue.pull!.headSha;
  const head = issue.pull!.headSha;
  return { base: await bases([tip, head], () => git(repo.dir, ['merge-base', tip, head])), head };
}

async function shape(call: Call, repo: Repo, issue: Issue): Promise<Record<string, unknown>> {
  return pullShape(call, repo, issue, (await resolve(repo.dir, `refs/heads/${issue.pull!.base}`)) ?? '');
}

async function whole(call: Call, repo: Repo, issue: Issue): Promise<Reply> {
  const { base, head } = await span(repo, issue);
  const files = await changedFiles(repo.dir, base, head);
  const count = () => git(repo.dir, ['rev-list', '--count', `${base}..${head}`]);
  const commits = await counts([base, head], count);
  return ok(
    pullShape(call, repo, issue, (await resolve(repo.dir, `refs/heads/${issue.pull!.base}`)) ?? '', {
      merged: issue.pull!.mergedAt !== null,
      mergeable: null,
      rebaseable: null,
      mergeable_state: 'unknown',
      merged_by: simpleUser(call, mergerOf(issue)),
      comments: issue.comments.length,
      review_comments: 0,
      maintainer_can_modify: true,
      commits: Number(commits),
      additions: files.reduce((sum, file) => sum + file.additions, 0),
      deletions: files.reduce((sum, file) => sum + file.deletions, 0),
      changed_files: files.length,
    }),
  );
}

/** Brings the head into the base repository as `refs/pull/N/head`, so that it can be fetched there. */
export async function publishHead(head: Repo, repo: Repo, issue: Issue, sha: string): Promise<void> {
  issue.pull!.headSha = sha;
  const ref = `refs/pull/${issue.number}/head`;
  if (head.dir === repo.dir) await git(repo.dir, ['update-ref', ref, sha]);
  else await git(repo.dir, ['fetch', '-q', '--no-tags', head.dir, `+${sha}:${ref}`]);
}

/** Opens a pull request from a branch that is there. */
export async function addPull(
  call: Pick<Call, 'store'>,
  repo: Repo,
  head: Repo,
  parts: {
    readonly title: string;
    readonly body: string;
    readonly author: string;
    readonly ref: string;
    readonly base: string;
    readonly number?: number;
  },
): Promise<Issue> {
  const sha = (await resolve(head.dir, `refs/heads/${parts.ref}`))!;
  const issue = addIssue(call, repo, {
    title: parts.title,
    body: parts.body,
    author: parts.author,
    ...(parts.number === undefined ? {} : { number: parts.number }),
    pull: {
      headRepo: fullName(head),
      headRef: parts.ref,
      base: parts.base,
      headSha: sha,
      mergedAt: null,
      mergeCommit: null,
      reviews: [],
    },
  });
  await publishHead(head, repo, issue, sha);
  return issue;
}

/** What a reviewer does, and what the review then is. */
const states: Readonly<Record<string, string>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

export function reviewShape(
  call: Call,
  repo: Repo,
  issue: Issue,
  review: PullPart['reviews'][number],
): Record<string, unknown> {
  const web = `${call.web}/${fullName(repo)}/pull/${issue.number}`;
  const url = `${urlOf(call, repo)}/${issue.number}`;
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: simpleUser(call, review.author),
    body: review.body,
    state: review.state,
    html_url: `${web}#pullrequestreview-${review.id}`,
    pull_request_url: url,
    author_association: 'MEMBER',
    _links: { html: { href: web }, pull_request: { href: url } },
    submitted_at: review.at,
    commit_id: review.commit ?? issue.pull!.headSha,
  };
}

export const pulls = [
  route('GET /repos/{owner}/{repo}/pulls', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const state = call.query.get('state') ?? 'open';
    const head = call.query.get('head')?.toLowerCase();
    const base = call.query.get('base');
    const found = [...repo.issues.values()]
      .filter(issue => issue.pull && (state === 'all' || issue.state === state))
      .filter(issue => base === null || issue.pull!.base === base)
      .filter(issue => {
        const owner = issue.pull!.headRepo.split('/')[0]!;
        return head === undefined || `${owner}:${issue.pull!.headRef}`.toLowerCase() === head;
      })
      .sort((a, b) => b.number - a.number);
    const shapes = await Promise.all(found.map(issue => shape(call, repo, issue)));
    return paged(call, urlOf(call, repo), shapes);
  }),

  route('POST /repos/{owner}/{repo}/pulls', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const author = needLogin(call);
    const head = field(call.body, 'head');
    const base = field(call.body, 'base');
    const at = head.indexOf(':');
    const ref = head.slice(at + 1);
    const owner = at < 0 ? repo.owner : head.slice(0, at);
    const from = [...call.store.repos.values()].find(
      candidate =>
        candidate.owner.toLowerCase() === owner.toLowerCase() &&
        (candidate === repo || candidate.parent?.toLowerCase() === fullName(repo).toLowerCase()) &&
        (candidate.advisory === null || candidate === repo),
    );
    const wrong = (code: string) => invalid([{ resource: 'PullRequest', field: code, code: 'invalid' }]);
    const [sha, tip] = [
      from ? await resolve(from.dir, `refs/heads/${ref}`) : null,
      await resolve(repo.dir, `refs/heads/${base}`),
    ];
    if (!from || sha === null) throw wrong('head');
    if (tip === null) throw wrong('base');
    const twin = [...repo.issues.values()].find(
      issue =>
        issue.state === 'open' && issue.pull?.headRepo === fullName(from) && issue.pull.headRef === ref,
    );
    if (twin) {
      throw invalid([
        {
          resource: 'PullRequest',
          code: 'custom',
          message: `A pull request already exists for ${owner}:${ref}.`,
        },
      ]);
    }
    if (from.dir !== repo.dir) await git(repo.dir, ['fetch', '-q', '--no-tags', from.dir, sha]);
    if ((await git(repo.dir, ['rev-list', '--count', `${tip}..${sha}`])) === '0') {
      throw invalid([
        { resource: 'PullRequest', code: 'custom', message: `No commits between ${base} and ${head}` },
      ]);
    }
    const issue = await addPull(call, repo, from, {
      title: field(call.body, 'title'),
      body: String(call.body['body'] ?? ''),
      author,
      ref,
      base,
    });
    return { ...(await whole(call, repo, issue)), status: 201 };
  }),

  route('GET /repos/{owner}/{repo}/pulls/{number}', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    const accept = call.headers.accept ?? '';
    const { base, head } = await span(repo, issue);
    if (/application\/vnd\.github(\.v3)?\.patch/.test(accept)) {
      const raw = await gitBytes(repo.dir, ['format-patch', '--stdout', '--binary', `${base}..${head}`]);
      refuseTooLarge(raw);
      return { status: 200, raw, headers: { 'content-type': 'application/vnd.github.patch; charset=utf-8' } };
    }
    if (/application\/vnd\.github(\.v3)?\.diff/.test(accept)) {
      const raw = await gitBytes(repo.dir, ['diff', `${base}...${head}`]);
      refuseTooLarge(raw);
      return { status: 200, raw, headers: { 'content-type': 'application/vnd.github.diff; charset=utf-8' } };
    }
    return whole(call, repo, issue);
  }),

  route('PATCH /repos/{owner}/{repo}/pulls/{number}', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    if (needLogin(call).toLowerCase() !== issue.author.toLowerCase()) needRole(call, repo, 'write');
    if (typeof call.body['title'] === 'string') issue.title = call.body['title'];
    if (typeof call.body['body'] === 'string') issue.body = call.body['body'];
    if (call.body['state'] === 'open' || call.body['state'] === 'closed') {
      issue.state = call.body['state'];
      issue.closedAt = issue.state === 'closed' ? call.store.stamp() : null;
    }
    issue.updatedAt = call.store.stamp();
    return whole(call, repo, issue);
  }),

  route('GET /repos/{owner}/{repo}/pulls/{number}/commits', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    const { base, head } = await span(repo, issue);
    const ids = (await git(repo.dir, ['rev-list', '--reverse', `${base}..${head}`]))
      .split('\n')
      .filter(Boolean);
    const all = await Promise.all(ids.slice(0, 250).map(sha => commitShape(call, repo, sha)));
    return paged(call, `${urlOf(call, repo)}/${issue.number}/commits`, all);
  }),

  route('GET /repos/{owner}/{repo}/pulls/{number}/files', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    const { base, head } = await span(repo, issue);
    const web = `${call.web}/${fullName(repo)}`;
    const files = (await changedFiles(repo.dir, base, head)).map(
      ({ path, from, status, blob, additions, deletions, patch }) => ({
        sha: blob,
        filename: path,
        status,
        additions,
        deletions,
        changes: additions + deletions,
        blob_url: `${web}/blob/${head}/${encodeURI(path)}`,
        raw_url: `${web}/raw/${head}/${encodeURI(path)}`,
        contents_url: `${call.api}/repos/${fullName(repo)}/contents/${encodeURI(path)}?ref=${head}`,
        ...(patch === null ? {} : { patch }),
        ...(from === null ? {} : { previous_filename: from }),
      }),
    );
    return paged(call, `${urlOf(call, repo)}/${issue.number}/files`, files);
  }),

  route('GET /repos/{owner}/{repo}/pulls/{number}/reviews', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    const reviews = issue.pull!.reviews.map(review => reviewShape(call, repo, issue, review));
    return paged(call, `${urlOf(call, repo)}/${issue.number}/reviews`, reviews);
  }),

  route('POST /repos/{owner}/{repo}/pulls/{number}/reviews', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    const author = needLogin(call);
    if (repo.advisory !== null && !call.store.forkReviews)
      throw new HttpError(403, 'This action is forbidden on workspace repositories');
    const state = states[String(call.body['event'])];
    if (state === undefined)
      throw invalid([{ resource: 'PullRequestReview', field: 'event', code: 'invalid' }]);
    if (state !== 'COMMENTED' && author.toLowerCase() === issue.author.toLowerCase()) {
      throw invalid(['Can not approve or request changes on your own pull request']);
    }
    const commit = String(call.body['commit_id'] ?? issue.pull!.headSha);
    if ((await resolve(repo.dir, commit)) === null)
      throw invalid([{ resource: 'PullRequestReview', field: 'commit_id', code: 'invalid' }]);
    const review = {
      id: call.store.id(),
      commit,
      author,
      state,
      body: String(call.body['body'] ?? ''),
      at: call.store.stamp(),
    };
    issue.pull!.reviews.push(review);
    return ok(reviewShape(call, repo, issue, review));
  }),

  route('PUT /repos/{owner}/{repo}/pulls/{number}/merge', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = pullOf(call, repo, parameters);
    const login = needRole(call, repo, 'write', 'You are not authorized to merge this pull request.');
    if (issue.state !== 'open') throw new HttpError(405, 'Pull Request is not mergeable');
    const sha = await squashMerge(call.store, repo, issue, login);
    if (sha === null) throw new HttpError(405, 'Pull Request is not mergeable');
    return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
  }),
];
