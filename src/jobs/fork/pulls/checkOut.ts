import { GitError } from '../../../git/index.ts';
import type { Pull } from '../../../github/index.ts';
import type { ForkTools } from '../types.ts';
import { PullError } from './errors.ts';
import { contains, fetchInto, forkRemote, tipOf } from './remote.ts';
import { standing } from './standing.ts';
import type { Workplace } from './types.ts';

/**
 * The branch that is checked out now: made, moved on to what the fork has, as it was (`same`, or with commits of one's
 * own: `ahead`), or with commits of both sides (`apart`). Commits that are here stay in every case.
 */
export interface CheckedOut {
  readonly branch: string;
  readonly how: 'made' | 'moved' | 'same' | 'ahead' | 'apart';
}

/**
 * Checks out a pull request of the fork: its branch where that is in the fork, with its remote so that pushes go back
 * there, else `pull-N`.
 *
 * @throws PullError `unsaved`, `detached`, `in-the-way`; what was checked out is so then
 */
export async function checkOut(
  { git }: Pick<ForkTools, 'git'>,
  at: Workplace,
  pull: Pick<Pull, 'number' | 'headRef' | 'headRepo'>,
  signal?: AbortSignal,
): Promise<CheckedOut> {
  const { path: cwd } = at;
  const changed = await git.line(cwd, ['status', '--porcelain', '--untracked-files=no'], signal);
  const files = changed.split('\n').filter(Boolean).length;
  if (files > 0) {
    const words = files === 1 ? '1 file has changes' : `${files} files have changes`;
    throw new PullError(
      'unsaved',
      `${words} that are not committed. Commit or stash them, then check out #${pull.number}.`,
    );
  }
  const from = await standing(git, at, pull.number, signal);
  const remote = await forkRemote(git, at, signal);
  const { branch, there } = await fetchHead(remote);
  const local = `refs/heads/${branch}`;
  const here = await tipOf(git, at, local, signal);
  const target = (await tipOf(git, at, there, signal))!;
  const inside = there.startsWith('refs/remotes/');
  let switched = false;
  try {
    if (here === null) {
      const track = inside ? '--track' : '--no-track';
      await git.run({ cwd, args: ['switch', '--no-guess', track, '-c', branch, there], signal });
      return { branch, how: 'made' };
    }
    await git.run({ cwd, args: ['switch', '--no-guess', '--', branch], signal });
    switched = true;
    if (here === target) return { branch, how: 'same' };
    if (await contains(git, at, here, target, signal)) return { branch, how: 'ahead' };
    if (!(await contains(git, at, target, here, signal))) return { branch, how: 'apart' };
    await git.run({ cwd, args: ['merge', '--ff-only', '--quiet', '--no-verify', target], signal });
    return { branch, how: 'moved' };
  } catch (error) {
    // Nothing that was asked to stop stops the way back.
    if (switched) await git.run({ cwd, args: ['switch', '--no-guess', ...from] });
    throw inTheWay(error, branch) ?? error;
  }

  /** Brings the head here. The branch of a pull request may be gone; its commits are not. */
  async function fetchHead(from: string): Promise<{ readonly branch: string; readonly there: string }> {
    if (pull.headRepo?.toLowerCase() === at.fork.toLowerCase() && pull.headRef !== at.defaultBranch) {
      const tracking = `refs/remotes/${from}/${pull.headRef}`;
      try {
        await fetchInto(git, at, from, [`+refs/heads/${pull.headRef}:${tracking}`], signal);
        return { branch: pull.headRef, there: tracking };
      } catch (error) {
        if (!(error instanceof GitError) || error.kind !== 'not-found') throw error;
      }
    }
    const own = `refs/ghsa/pull/${pull.number}`;
    await fetchInto(git, at, from, [`+refs/pull/${pull.number}/head:${own}`], signal);
    return { branch: `pull-${pull.number}`, there: own };
  }
}

/** git refuses by itself what would overwrite a file, and a branch that another worktree has. */
function inTheWay(error: unknown, branch: string): PullError | null {
  if (!(error instanceof GitError)) return null;
  if (/would be overwritten|untracked working tree files/i.test(error.detail)) {
    return new PullError(
      'in-the-way',
      `Files of yours that are in no commit are in the way of ${branch}. Move them, then try again; nothing was changed.`,
    );
  }
  if (/already (checked out|used by worktree)/i.test(error.detail)) {
    return new PullError(
      'in-the-way',
      `${branch} is checked out in another folder of this clone. Open that one.`,
    );
  }
  return null;
}
