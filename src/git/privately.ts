import { privateDestination, type Destination } from './destination.ts';
import { isAncestor, readCommit } from './commit.ts';
import { pickOnto } from './pick.ts';
import { found, pushNew, remoteRef, type Checked, type Pushed } from './push.ts';
import { writeRawCommit, type RawCommit } from './rawCommit.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/**
 * Makes a commit for the private fork, without a signature. Its texts have not crossed the public line: it goes by
 * `pushPrivate` alone, to a repository of which GitHub just said that it is private.
 */
export function commitPrivate(
  git: Git,
  scratch: Scratch,
  commit: RawCommit,
  signal?: AbortSignal,
): Promise<string> {
  return writeRawCommit(git, scratch.path, commit, signal);
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
 * does; and one with the same words and the same change is ours too, made before the public branch moved on.
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
  const pushed = await pushNew(git, scratch, await way(git, scratch, fork, signal), { commit, ref }, signal);
  if (!pushed.taken) return pushed;
  const earlier = await sameChange(git, scratch, found, commit, signal);
  return earlier === null ? pushed : { taken: false, commit: earlier };
}

/** The one of two commits that is there, where it brings the other's change in the other's words; null: it does not. */
async function sameChange(
  git: Git,
  scratch: Scratch,
  there: string,
  commit: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const theirs = await readCommit(git, scratch, there, signal);
  const ours = await readCommit(git, scratch, commit, signal);
  const [from, onto] = [theirs.parents[0], ours.parents[0]];
  if (from === undefined || onto === undefined || theirs.parents.length > 1) return null;
  if (theirs.message !== ours.message || theirs.author.email !== ours.author.email) return null;
  // A public commit: else it holds more than the change.
  if (!(await isAncestor(git, scratch, from, onto, signal))) return null;
  const sides = { ours: 'ghsa/here', theirs: 'ghsa/there' };
  const picked = await pickOnto(git, scratch, { onto, from, to: theirs.id }, sides, signal);
  const wanted = await git.line(scratch.path, ['rev-parse', '--verify', `${commit}^{tree}`], signal);
  return picked.clean && picked.tree === wanted ? theirs.id : null;
}

/**
 * Brings a public branch to the private fork where that lacks it, or has an older state of it: else the pull request
 * would show what others did in public meanwhile. What has commits of its own stays. True: something was sent.
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
  const there = await remoteRef(git, scratch, remote, ref, signal);
  if (there === commit || (there !== null && !(await isAncestor(git, scratch, there, commit, signal))))
    return false;
  await git.run({
    cwd: scratch.path,
    args: ['push', '--no-verify', '--porcelain', '--', remote, `${commit}:${ref}`],
    config,
    signal,
  });
  return true;
}
