import { publicString, type PublicText } from '../embargo/publicText.ts';
import { publicDestination, type Destination } from './destination.ts';
import { GitError } from './errors.ts';
import { fetchRef } from './fetch.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** What came of a push: the branch stands at `commit`, or its name is taken by something else. */
export type Pushed = { readonly taken: false; readonly commit: string } | { readonly taken: true };

/**
 * Pushes one commit as a new branch. Never forced. Looks first: a branch that stands at the commit, or at the same one
 * made again (at another time, with another signature), is ours already.
 * @throws GitError `elsewhere` before anything is sent
 */
export async function pushCommit(
  git: Git,
  scratch: Scratch,
  to: Destination,
  commit: string,
  branch: PublicText,
  signal?: AbortSignal,
): Promise<Pushed> {
  const remote = await publicDestination(git, scratch, to, signal);
  return pushNew(
    git,
    scratch,
    { remote, url: to.url },
    { commit, ref: `refs/heads/${publicString(branch)}` },
    signal,
  );
}

/** A remote of scratch of which git said where it leads, and the address it was made from. */
export interface Checked {
  readonly remote: string;
  readonly url: string;
  /** More of git's configuration for the push. */
  readonly config?: readonly string[];
}

/** Where what has the name already is looked at. */
export const found = 'refs/ghsa/found';

/** The same to any ref: for this folder only, which knows where it goes. */
export async function pushNew(
  git: Git,
  scratch: Scratch,
  { remote, url, config = [] }: Checked,
  { commit, ref }: { readonly commit: string; readonly ref: string },
  signal?: AbortSignal,
): Promise<Pushed> {
  const there = await remoteRef(git, scratch, remote, ref, signal);
  if (there === commit) return { taken: false, commit };
  if (there !== null) {
    const theirs = await fetchRef(git, scratch, { url, from: ref, to: found }, { lazily: true, signal });
    const same = (await contentOf(git, scratch, theirs)) === (await contentOf(git, scratch, commit));
    return same ? { taken: false, commit: theirs } : { taken: true };
  }
  await git.run({
    cwd: scratch.path,
    args: ['push', '--no-verify', '--porcelain', '--', remote, `${commit}:${ref}`],
    config,
    signal,
  });
  return { taken: false, commit };
}

/** The commit at which a branch of the coordinator's own fork stands; null: there is no such branch (any more). */
export async function pushedTip(
  git: Git,
  scratch: Scratch,
  to: Destination,
  branch: PublicText,
  signal?: AbortSignal,
): Promise<string | null> {
  const remote = await publicDestination(git, scratch, to, signal);
  return remoteRef(git, scratch, remote, `refs/heads/${publicString(branch)}`, signal);
}

/** The commit a ref of a remote stands at, or null when there is no such ref. */
export async function remoteRef(
  git: Git,
  scratch: Scratch,
  remote: string,
  ref: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const out = await git.line(scratch.path, ['ls-remote', '--', remote, ref], signal);
  for (const line of out.split('\n')) {
    const [id, name] = line.split('\t');
    if (name === ref && id) return id;
  }
  return null;
}

/** What people can read in a commit, but for its dates: tree, parents, author, committer and message. */
function contentOf(git: Git, scratch: Scratch, commit: string): Promise<string> {
  const format = '%T %P%n%an <%ae>%n%cn <%ce>%n%B';
  return git.line(scratch.path, ['log', '-1', `--format=${format}`, '--no-show-signature', commit, '--']);
}

/**
 * May we push there? Asks the server's receive side and sends nothing (`--dry-run`; not even the name, which is
 * a neutral one of ours).
 * @throws GitError `elsewhere` where a push would go to another repository
 */
export async function mayPush(
  git: Git,
  scratch: Scratch,
  to: Destination,
  commit: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const remote = await publicDestination(git, scratch, to, signal);
  try {
    await git.run({
      cwd: scratch.path,
      args: [
        'push',
        '--dry-run',
        '--no-verify',
        '--porcelain',
        '--',
        remote,
        `${commit}:refs/heads/port-check`,
      ],
      signal,
    });
    return true;
  } catch (error) {
    if (error instanceof GitError && (error.kind === 'refused' || error.kind === 'not-found')) return false;
    throw error;
  }
}
