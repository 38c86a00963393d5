import { GitError, publicBranches, type Git } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';

/** A branch that a worktree can start from. */
export interface Start {
  /** `upstream/3.14` */
  readonly from: string;
  /** The branch to be; null: the next `advisory-fix-N`. */
  readonly branch: string | null;
}

/**
 * Branches of the fork that are not checked out, then the public ones: the default branch, then the newest. `said`:
 * the public repository said which it has; else they are those that were fetched.
 */
export async function startsOf(
  git: Git,
  { path, defaultBranch }: Pick<PrivateClone, 'path' | 'defaultBranch'>,
  signal?: AbortSignal,
): Promise<{ readonly starts: readonly Start[]; readonly said: boolean }> {
  const asked = publicBranches(git, path, signal).catch((error: unknown) => {
    if (error instanceof GitError && error.kind === 'cancelled') throw error;
    return null;
  });
  const known = git.run({
    cwd: path,
    args: [
      'for-each-ref',
      '--format=%(refname)',
      'refs/heads/',
      'refs/remotes/origin/',
      'refs/remotes/upstream/',
    ],
    signal,
  });
  const [said, { out }] = await Promise.all([asked, known]);
  const refs = out.split('\n').filter(ref => ref !== '' && !ref.endsWith('/HEAD'));
  const below = (prefix: string) =>
    refs.filter(ref => ref.startsWith(prefix)).map(ref => ref.slice(prefix.length));
  const local = new Set(below('refs/heads/'));
  const ofFork = below('refs/remotes/origin/').filter(name => name !== defaultBranch && !local.has(name));
  const newestFirst = (one: string, other: string) =>
    Number(other === defaultBranch) - Number(one === defaultBranch) ||
    other.localeCompare(one, 'en', { numeric: true });
  const open = [...(said ?? below('refs/remotes/upstream/'))].sort(newestFirst);
  return {
    starts: [
      ...ofFork.map(branch => ({ from: `origin/${branch}`, branch })),
      ...open.map(name => ({ from: `upstream/${name}`, branch: null })),
    ],
    said: said !== null,
  };
}
