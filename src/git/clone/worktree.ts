import { mkdir } from 'node:fs/promises';
import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { rememberBase } from './base.ts';
import { checkoutConfig } from './checkout.ts';
import { removeFolder } from './part.ts';

export interface Worktree {
  /** Checked out there; made when there is none of this name. */
  readonly branch: string;
  /** Where a new branch begins: `upstream/3.13`, `origin/main`. */
  readonly from: string;
  readonly path: string;
}

/**
 * Another branch of the clone in a folder of its own, for backports under embargo. It shares the clone's configuration,
 * and with it the guard.
 * @throws GitError `occupied` when the folder is there.
 */
export async function addWorktree(
  git: Git,
  clone: string,
  { branch, from, path }: Worktree,
  signal?: AbortSignal,
): Promise<void> {
  await claim(path);
  let made = false;
  try {
    const known = await has(git, clone, `refs/heads/${branch}`, signal);
    const start = known ? null : await startOf(git, clone, from, signal);
    // Folders of worktrees that were deleted by hand block their branch no longer.
    await git.run({ cwd: clone, args: ['worktree', 'prune'], signal });
    const config = await checkoutConfig(git, clone, signal);
    if (start !== null) {
      signal?.throwIfAborted();
      // By itself, and never cut short: only who knows that it made the branch may take it away again.
      await git.run({ cwd: clone, args: ['branch', '--no-track', branch, start] });
      made = true;
      const base = await publicNameOf(git, clone, start, signal);
      if (base !== null) await rememberBase(git, clone, branch, base, signal);
    }
    await git.run({
      cwd: clone,
      args: ['worktree', 'add', path, branch],
      config,
      signal,
      patient: true,
    });
  } catch (error) {
    await removeFolder(path);
    await git.run({ cwd: clone, args: ['worktree', 'prune'] });
    if (made) await git.run({ cwd: clone, args: ['branch', '-D', '--', branch], ok: [0, 1] });
    throw error;
  }
}

/**
 * Takes the folder for this call alone, so that what is cleaned up is its own; for its owner only, like the clone. git
 * takes an empty one.
 */
async function claim(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new GitError(
      'occupied',
      `There is something in ${path} already. Move it away, or take another branch.`,
    );
  }
}

/** The full ref to begin at. A branch of the public repository that is not here yet is fetched. */
async function startOf(git: Git, clone: string, from: string, signal?: AbortSignal): Promise<string> {
  const ref = `refs/remotes/${from}`;
  if (await has(git, clone, ref, signal)) return ref;
  const [, remote, name] = /^(origin|upstream)\/(.+)$/.exec(from) ?? [];
  if (!remote || !name) return from;
  await fetchBranch(git, clone, remote, name, signal);
  return ref;
}

/** The public branch of that name: a branch of the fork alone does not say what it is for. */
async function publicNameOf(
  git: Git,
  clone: string,
  start: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const [, remote, name] = /^refs\/remotes\/(origin|upstream)\/(.+)$/.exec(start) ?? [];
  if (!remote || !name) return null;
  return remote === 'upstream' || (await has(git, clone, `refs/remotes/upstream/${name}`, signal))
    ? name
    : null;
}

/** Brings one branch of a remote up to date, as its remote-tracking ref. */
export async function fetchBranch(
  git: Git,
  clone: string,
  remote: string,
  branch: string,
  signal?: AbortSignal,
): Promise<void> {
  await git.run({
    cwd: clone,
    args: [
      'fetch',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      remote,
      `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`,
    ],
    signal,
  });
}

export async function has(git: Git, clone: string, ref: string, signal?: AbortSignal): Promise<boolean> {
  const { exitCode } = await git.run({
    cwd: clone,
    args: ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`],
    ok: [0, 1],
    signal,
  });
  return exitCode === 0;
}
