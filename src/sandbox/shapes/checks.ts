import type { Call } from '../http.ts';
import type { Issue, Repo } from '../model.ts';
import { fullName, simpleRepo } from './repo.ts';
import { simpleUser } from './user.ts';

const app = {
  id: 15368,
  slug: 'github-actions',
  node_id: 'MDM6QXBwMTUzNjg=',
  name: 'GitHub Actions',
  description: 'Automate your workflow from idea to production',
  external_url: 'https://help.github.com/en/actions',
  html_url: 'https://github.com/apps/github-actions',
  created_at: '2018-07-30T09:30:17Z',
  updated_at: '2019-12-10T19:04:12Z',
  permissions: { actions: 'write', checks: 'write', contents: 'read', metadata: 'read' },
  events: ['check_run', 'check_suite'],
};

/** What runs for a pull request. Those that can fail do so together. */
const runs = [
  { name: 'Docs / Docs', fails: false },
  { name: 'Ubuntu / build and test', fails: true },
  { name: 'Windows / build and test', fails: true },
] as const;

/** GitHub's `check-run` of each. */
export function checkRuns(call: Call, repo: Repo, { pull, createdAt }: Issue): Record<string, unknown>[] {
  const { sha, state } = pull!.checks!;
  const url = `${call.api}/repos/${fullName(repo)}/check-runs`;
  return runs.map(({ name, fails }, i) => {
    const id = parseInt(sha.slice(0, 8), 16) * 8 + i;
    const running = state === 'running' && fails;
    const web = `${call.web}/${fullName(repo)}/actions/runs/${id}`;
    return {
      id,
      name,
      node_id: `CR_${id}`,
      head_sha: sha,
      external_id: String(id),
      url: `${url}/${id}`,
      html_url: web,
      details_url: web,
      status: running ? 'in_progress' : 'completed',
      conclusion: running ? null : state === 'failed' && fails ? 'failure' : 'success',
      started_at: createdAt,
      completed_at: running ? null : createdAt,
      output: {
        title: null,
        summary: null,
        text: null,
        annotations_count: 0,
        annotations_url: `${url}/${id}/annotations`,
      },
      check_suite: { id: id - i },
      app: { ...app, owner: simpleUser(call, repo.owner) },
      pull_requests: [],
    };
  });
}

/** bedevere's statuses of a pull request's head (`gh_issue.py`, `backport.py`). */
function contexts(
  repo: Repo,
  { title, pull }: Issue,
): { readonly context: string; readonly good: boolean; readonly words: string }[] {
  if (fullName(repo) !== 'python/cpython') return [];
  const issue = /\bgh-(\d+)/i.exec(title)?.[1];
  const good = issue !== undefined && repo.issues.get(Number(issue))?.pull === null;
  return [
    {
      context: 'bedevere/issue-number',
      good,
      words: good ? `Issue number ${issue} found` : 'No issue # in title or "skip issue" label found',
    },
    ...(/^\d+\.\d+$/.test(pull!.base)
      ? [/^\s*\[\d+\.\d+\].+/.test(title)].map(fits => ({
          context: 'bedevere/maintenance-branch-pr',
          good: fits,
          words: fits ? 'Valid maintenance branch PR title.' : 'Not a valid maintenance branch PR title.',
        }))
      : []),
  ];
}

/** `combined-commit-status`; without a pull request, one of nothing. */
export function combinedStatus(
  call: Call,
  repo: Repo,
  sha: string,
  issue: Issue | undefined,
): Record<string, unknown> {
  const url = `${call.api}/repos/${fullName(repo)}/commits/${sha}`;
  const statuses = (issue ? contexts(repo, issue) : []).map(({ context, good, words }, i) => {
    const id = parseInt(sha.slice(0, 8), 16) * 8 + i;
    return {
      id,
      node_id: `SC_${id}`,
      url: `${call.api}/repos/${fullName(repo)}/statuses/${sha}`,
      avatar_url: `${call.web}/avatars/4121`,
      context,
      state: good ? 'success' : 'failure',
      description: words,
      target_url: null,
      created_at: issue!.createdAt,
      updated_at: issue!.createdAt,
    };
  });
  const failed = statuses.some(({ state }) => state === 'failure');
  return {
    state: statuses.length === 0 ? 'pending' : failed ? 'failure' : 'success',
    statuses,
    sha,
    total_count: statuses.length,
    repository: simpleRepo(call, repo),
    commit_url: url,
    url: `${url}/status`,
  };
}
