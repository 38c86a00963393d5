import { writeCommit, type PlainCommit } from './objects.ts';
import { pushNew, remoteRef, type Pushed } from './push.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/**
 * Makes a commit for the private fork. Its texts have not crossed the public line: it goes by `pushPrivate` alone, to a
 * repository of which GitHub just said that it is private.
 */
export function commitPrivate(
  git: Git,
  scratch: Scratch,
  commit: Omit<PlainCommit, 'signing' | 'patience'>,
  signal?: AbortSignal,
): Promise<string> {
  return writeCommit(git, scratch, { ...commit, signing: null }, signal);
}

/** Where something goes in a private fork. */
export interface PrivatePlace {
  /** Address of the private fork for git. */
  readonly url: string;
  readonly branch: string;
}

/** Pushes a commit as a new branch of the private fork. Never forced. Looks first, as `pushCommit` does. */
export function pushPrivate(
  git: Git,
  scratch: Scratch,
  { url, branch }: PrivatePlace,
  commit: string,
  signal?: AbortSignal,
): Promise<Pushed> {
  return pushNew(git, scratch, url, { commit, ref: `refs/heads/${branch}` }, signal);
}

/** Brings a public branch to the private fork where that lacks it; what is there stays. True: something was sent. */
export async function pushPrivateBase(
  git: Git,
  scratch: Scratch,
  { url, branch }: PrivatePlace,
  commit: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  if ((await remoteRef(git, scratch, url, ref, signal)) !== null) return false;
  await git.run({
    cwd: scratch.path,
    args: ['push', '--no-verify', '--porcelain', '--', url, `${commit}:${ref}`],
    signal,
  });
  return true;
}
