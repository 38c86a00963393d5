import { currentBranch, type Git } from '../../../git/index.ts';
import { PullError } from './errors.ts';
import type { Workplace } from './types.ts';

/**
 * What leads `git switch` back to where the folder is now.
 * @throws PullError `detached` where commits would be left behind that no branch, tag or other ref has
 */
export async function standing(
  git: Git,
  { path: cwd }: Workplace,
  number: number,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const branch = await currentBranch(git, cwd, signal);
  if (branch !== null) return ['--', branch];
  const commit = await git.line(cwd, ['rev-parse', '--verify', 'HEAD^{commit}'], signal);
  const own = await git.line(cwd, ['rev-list', '--max-count=1', commit, '--not', '--glob=refs/*'], signal);
  if (own === '') return ['--detach', commit];
  throw new PullError(
    'detached',
    `Commits that are checked out now are on no branch. Make one for them, then check out #${number}.`,
  );
}
