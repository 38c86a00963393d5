import { nextFixBranch, type Git } from '../../../git/index.ts';
import type { FixBranch } from './branch.ts';
import { contains, fetchInto, forkRemote, forkTip } from './remote.ts';
import type { Workplace } from './types.ts';

/**
 * Two members who begin at once get the same number. Where the fork has somebody else's commits under the name of a branch
 * that was never pushed from here: the next name that is free. Null: the name is ours, or free.
 */
export async function otherName(
  git: Git,
  at: Workplace,
  { branch, commit }: Pick<FixBranch, 'branch' | 'commit'>,
  signal?: AbortSignal,
): Promise<string | null> {
  const merge = await git.run({
    cwd: at.path,
    args: ['config', '--get', `branch.${branch}.merge`],
    ok: [0, 1],
    signal,
  });
  if (merge.out.trim() !== '') return null;
  const remote = await forkRemote(git, at, signal);
  const there = await forkTip(git, at, remote, branch, signal);
  if (there === null || there === commit) return null;
  const fixes = `+refs/heads/advisory-fix-*:refs/remotes/${remote}/advisory-fix-*`;
  const own = `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`;
  const specs = branch.startsWith('advisory-fix-') ? [fixes] : [fixes, own];
  await fetchInto(git, at, remote, specs, signal);
  return (await contains(git, at, commit, there, signal)) ? null : nextFixBranch(git, at.path, signal);
}

/** The branch under its new name, with all that its configuration says. */
export async function renameFix(
  git: Git,
  { path: cwd }: Workplace,
  fix: FixBranch,
  branch: string,
  signal?: AbortSignal,
): Promise<FixBranch> {
  await git.run({ cwd, args: ['branch', '-m', fix.branch, branch], signal });
  return { ...fix, branch };
}
