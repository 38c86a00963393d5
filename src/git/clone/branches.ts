import type { Git } from '../run.ts';

/** The next free `advisory-fix-N`, over the branches of this clone and those of the fork, as last fetched. */
export async function nextFixBranch(git: Git, clone: string, signal?: AbortSignal): Promise<string> {
  const { out } = await git.run({
    cwd: clone,
    args: ['for-each-ref', '--format=%(refname)', 'refs/heads/', 'refs/remotes/origin/'],
    signal,
  });
  const taken = [...out.matchAll(/^refs\/(?:heads|remotes\/origin)\/advisory-fix-(\d{1,9})$/gm)].map(found =>
    Number(found[1]),
  );
  return `advisory-fix-${Math.max(0, ...taken) + 1}`;
}

/** The branches of the public repository, which it says itself: a clone without a public one has fetched none. */
export async function publicBranches(git: Git, clone: string, signal?: AbortSignal): Promise<string[]> {
  const { out } = await git.run({ cwd: clone, args: ['ls-remote', '--heads', 'upstream'], signal });
  return [...out.matchAll(/\trefs\/heads\/(.+)$/gm)].map(([, name]) => name!);
}

/** The branch that is checked out in a folder; null: a commit alone is. */
export function currentBranch(git: Git, folder: string, signal?: AbortSignal): Promise<string | null> {
  return symbolic(git, folder, 'HEAD', 'refs/heads/', signal);
}

/** What a symbolic ref stands for, without `under`; null where it is none, or stands for something else. */
export async function symbolic(
  git: Git,
  cwd: string,
  ref: string,
  under: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const { out } = await git.run({ cwd, args: ['symbolic-ref', '--quiet', ref], ok: [0, 1], signal });
  const found = out.trim();
  return found.startsWith(under) ? found.slice(under.length) : null;
}
