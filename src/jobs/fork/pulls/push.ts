import type { ForkTools } from '../types.ts';
import type { FixBranch } from './branch.ts';
import { PullError } from './errors.ts';
import { contains, fetchInto, forkRemote, forkTip } from './remote.ts';
import type { Workplace } from './types.ts';

/**
 * Brings a branch to the private fork, and nowhere else: by the remote of which git itself says so, and only while
 * GitHub says that the fork is private. Never forced. Looks first. True: something was sent.
 *
 * @throws PullError `behind` where the fork has commits that would be lost
 */
export async function pushFix(
  { git, github }: Pick<ForkTools, 'git' | 'github'>,
  at: Workplace,
  { branch, commit }: Pick<FixBranch, 'branch' | 'commit'>,
  signal?: AbortSignal,
): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  await github.privatePulls.requirePrivate(at.fork, signal);
  const remote = await forkRemote(git, at, signal);
  const there = await forkTip(git, at, remote, branch, signal);
  if (there !== null) {
    // After a push whose answer was lost this clone does not know of the fork's branch yet.
    const tracking = `refs/remotes/${remote}/${branch}`;
    await fetchInto(git, at, remote, [`+${ref}:${tracking}`], signal);
    if (there === commit) {
      await follow();
      return false;
    }
    if (!(await contains(git, at, commit, tracking, signal))) {
      throw new PullError(
        'behind',
        `The private fork has commits of ${branch} that this clone lacks. Pull them, then try again; nothing was sent.`,
      );
    }
  }
  await git.run({
    cwd: at.path,
    args: ['push', '--no-verify', '--porcelain', '--', remote, `${commit}:${ref}`],
    signal,
  });
  await follow();
  return true;

  /** Pull and Sync of VS Code then know where the branch belongs. */
  async function follow(): Promise<void> {
    for (const [key, value] of [
      [`branch.${branch}.remote`, remote],
      [`branch.${branch}.merge`, ref],
    ] as const) {
      await git.run({ cwd: at.path, args: ['config', '--local', key, value], signal });
    }
  }
}
