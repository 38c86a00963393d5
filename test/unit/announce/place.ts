import { connect, type GitHub } from '../../../src/github/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addIssue } from '../../../src/sandbox/routes/issues.ts';
import { addPull } from '../../../src/sandbox/routes/pulls.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';

export const upstream = 'python/cpython';
export const spamId = 'GHSA-7q4m-xv2c-93rp';
export const cpython = { owner: 'python', name: 'cpython' };

/** The sandbox as its coordinator sees it. */
export function githubOf(sandbox: Sandbox): GitHub {
  return connect({
    apiUrl: sandbox.api,
    token: () => Promise.resolve(sandbox.tokens['coordinator']!),
    throttle: false,
  });
}

/** The public issue of a fix. */
export function openIssue({ store }: Sandbox): number {
  const repo = store.repo(upstream)!;
  const parts = { title: 'Check the length of chunks', body: '', author: 'octo-coordinator', pull: null };
  return addIssue({ store }, repo, parts).number;
}

/** A public pull request of the coordinator for an issue, linked as CPython's bot does it. Each changes its own file. */
export async function openPull(
  { store }: Sandbox,
  issue: number,
  { base = 'main', title = `gh-${issue}: Check the length` } = {},
): Promise<Issue> {
  const [repo, head] = [store.repo(upstream)!, store.repo('octo-coordinator/cpython')!];
  const branch = `fix-${store.id()}`;
  const from = await git(head.dir, ['rev-parse', base]);
  const author = ['Octo Coordinator', '4101+octo-coordinator@users.noreply.github.com'] as const;
  const files = { [`Lib/${branch}.py`]: 'CHECKED = True\n' };
  await writeHistory(head.dir, [{ branch, message: 'Check the length', files, from, author }]);
  return addPull({ store }, repo, head, {
    title,
    body: `<!-- gh-issue-number: gh-${issue} -->\n* Issue: gh-${issue}\n<!-- /gh-issue-number -->`,
    author: 'octo-coordinator',
    ref: branch,
    base,
  });
}
