import type { ForkTools } from '../types.ts';
import { PullError } from './errors.ts';
import { fetchInto, forkRemote, forkTip, tipOf } from './remote.ts';
import type { Workplace } from './types.ts';

/** Has the private fork the branch that a pull request is to go to? GitHub makes forks of the default branch alone. */
export async function hasBase(
  { git }: Pick<ForkTools, 'git'>,
  at: Workplace,
  base: string,
  signal?: AbortSignal,
): Promise<boolean> {
  return (await forkTip(git, at, await forkRemote(git, at, signal), base, signal)) !== null;
}

/**
 * Brings a public branch to the private fork, as the public repository has it, where the fork lacks it. Looks first; what
 * is there stays as it is. True: something was sent.
 *
 * @throws PullError `no-base` where the public repository has no such branch
 */
export async function pushBase(
  { git, github }: Pick<ForkTools, 'git' | 'github'>,
  at: Workplace,
  base: string,
  signal?: AbortSignal,
): Promise<boolean> {
  await github.privatePulls.requirePrivate(at.fork, signal);
  const remote = await forkRemote(git, at, signal);
  if ((await forkTip(git, at, remote, base, signal)) !== null) return false;
  const there = `refs/remotes/upstream/${base}`;
  if ((await tipOf(git, at, there, signal)) === null)
    await fetchInto(git, at, 'upstream', [`+refs/heads/${base}:${there}`], signal);
  const commit = await tipOf(git, at, there, signal);
  if (commit === null) {
    throw new PullError('no-base', `The public repository shows no branch ${base}. Nothing was sent.`);
  }
  await git.run({
    cwd: at.path,
    args: ['push', '--no-verify', '--porcelain', '--', remote, `${commit}:refs/heads/${base}`],
    signal,
  });
  return true;
}
