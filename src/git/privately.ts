import { privateDestination, type Destination } from './destination.ts';
import { writeCommit, type PlainCommit } from './objects.ts';
import { pushNew, remoteRef, type Checked, type Pushed } from './push.ts';
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
  readonly fork: Destination;
  readonly branch: string;
}

/** The way to the fork itself: not followed to where a renamed or transferred repository has gone. */
async function way(git: Git, scratch: Scratch, fork: Destination, signal?: AbortSignal): Promise<Checked> {
  const remote = await privateDestination(git, scratch, fork, signal);
  return { remote, url: fork.url, config: ['http.followRedirects=false'] };
}

/**
 * Pushes a commit as a new branch of the private fork, and nowhere else. Never forced. Looks first, as `pushCommit`
 * does.
 * @throws GitError `elsewhere` before anything is sent
 */
export async function pushPrivate(
  git: Git,
  scratch: Scratch,
  { fork, branch }: PrivatePlace,
  commit: string,
  signal?: AbortSignal,
): Promise<Pushed> {
  const ref = `refs/heads/${branch}`;
  return pushNew(git, scratch, await way(git, scratch, fork, signal), { commit, ref }, signal);
}

/**
 * Brings a public branch to the private fork where that lacks it; what is there stays. True: something was sent.
 * @throws GitError `elsewhere` before anything is sent
 */
export async function pushPrivateBase(
  git: Git,
  scratch: Scratch,
  { fork, branch }: PrivatePlace,
  commit: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  const { remote, config = [] } = await way(git, scratch, fork, signal);
  if ((await remoteRef(git, scratch, remote, ref, signal)) !== null) return false;
  await git.run({
    cwd: scratch.path,
    args: ['push', '--no-verify', '--porcelain', '--', remote, `${commit}:${ref}`],
    config,
    signal,
  });
  return true;
}
