import type { Advisory } from '../../../src/advisory/model.ts';
import { connect, type GitHub } from '../../../src/github/index.ts';
import type { BackportsOf } from '../../../src/jobs/backport/read/index.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addPull } from '../../../src/sandbox/routes/pulls.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { cpython, openIssue, spamId, upstream } from '../announce/place.ts';
import { branches } from './facts.ts';

export { upstream } from '../announce/place.ts';
export const living = ['3.15', '3.14', '3.13', '3.12', '3.11'];

export function githubAs(sandbox: Sandbox, who: string): GitHub {
  const token = () => Promise.resolve(sandbox.tokens[who]!);
  return connect({ apiUrl: sandbox.api, token, throttle: false });
}

/** A public fix of the coordinator on main, linked and labelled, not merged yet. */
export async function openFix(sandbox: Sandbox, asked: readonly string[] = living): Promise<Issue> {
  const issue = openIssue(sandbox);
  return pullInto(sandbox, {
    base: 'main',
    title: `gh-${issue}: Honour the option in bread.socket`,
    labels: ['type-security', ...asked.map(branch => `needs backport to ${branch}`)],
  });
}

/** A pull request that the coordinator opens by hand, with a change of its own. */
export async function pullInto(
  sandbox: Sandbox,
  { base, title, labels = [], ref }: { base: string; title: string; labels?: string[]; ref?: string },
): Promise<Issue> {
  const { store } = sandbox;
  const [repo, head] = [store.repo(upstream)!, store.repo('octo-coordinator/cpython')!];
  const branch = ref ?? `fix-${store.id()}`;
  await git(head.dir, ['fetch', '-q', repo.dir, base]);
  const from = await git(repo.dir, ['rev-parse', base]);
  const author = ['Octo Coordinator', '4101+octo-coordinator@users.noreply.github.com'] as const;
  const files = { [`Lib/bread_${store.id()}.py`]: 'HONOURED = True\n' };
  await writeHistory(head.dir, [{ branch, message: 'Honour the option', files, from, author }]);
  const parts = { title, body: '', author: 'octo-coordinator', ref: branch, base };
  const pull = await addPull({ store }, repo, head, parts);
  pull.labels.push(...labels);
  return pull;
}

/** What is asked for the fix of an advisory. */
export async function about(
  github: GitHub,
  pull: Issue,
  more: Partial<BackportsOf> & { advisory?: Advisory } = {},
): Promise<BackportsOf> {
  const issue = Number(/gh-(\d+)/.exec(pull.title)?.[1] ?? 0) || null;
  const links = {
    ...{ repo: upstream, ghsaId: spamId, issue, pull: pull.number },
    ...{ commit: 'c'.repeat(40), droppedLabels: [] },
  };
  return {
    ...{ repo: upstream, links, known: [links], notNeeded: {}, me: 'octo-coordinator' },
    advisory: more.advisory ?? (await github.advisories.get(cpython, spamId)),
    cycle: { branches },
    members: [
      { name: 'Basil Thyme', login: 'basil-rm', admin: false, releaseManager: true },
      { name: 'Octo Coordinator', login: 'octo-coordinator', admin: false, releaseManager: false },
    ],
    ...more,
  };
}
