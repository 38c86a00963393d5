import { publicString, type PublicText } from '../embargo/publicText.ts';
import { GitError } from './errors.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** The commit a branch stands at in the repository at `url`, or null when there is no such branch. */
export async function remoteBranch(
  git: Git,
  scratch: Scratch,
  url: string,
  branch: PublicText,
  signal?: AbortSignal,
): Promise<string | null> {
  const ref = `refs/heads/${publicString(branch)}`;
  const out = await git.line(scratch.path, ['ls-remote', '--', url, ref], signal);
  for (const line of out.split('\n')) {
    const [id, name] = line.split('\t');
    if (name === ref && id) return id;
  }
  return null;
}

/**
 * Pushes one commit as a new branch. Never forced: a branch that is there already with another commit is an
 * error. Pushing the same commit again is harmless.
 */
export async function pushCommit(
  git: Git,
  scratch: Scratch,
  url: string,
  commit: string,
  branch: PublicText,
  signal?: AbortSignal,
): Promise<void> {
  const there = await remoteBranch(git, scratch, url, branch, signal);
  if (there === commit) return;
  if (there !== null) {
    throw new GitError(
      'refused',
      `Your fork already has another branch ${publicString(branch)}. Delete or rename it there, then continue.`,
    );
  }
  await git.run({
    cwd: scratch.path,
    args: ['push', '--no-verify', '--porcelain', '--', url, `${commit}:refs/heads/${publicString(branch)}`],
    signal,
  });
}

/**
 * May we push there? Asks the server's receive side and sends nothing (`--dry-run`; not even the name, which is
 * a neutral one of ours).
 */
export async function mayPush(
  git: Git,
  scratch: Scratch,
  url: string,
  commit: string,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    await git.run({
      cwd: scratch.path,
      args: ['push', '--dry-run', '--no-verify', '--porcelain', '--', url, `${commit}:refs/heads/port-check`],
      signal,
    });
    return true;
  } catch (error) {
    if (error instanceof GitError && (error.kind === 'refused' || error.kind === 'not-found')) return false;
    throw error;
  }
}
