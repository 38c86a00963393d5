import type { Git } from './run.ts';
import { GitError } from './errors.ts';
import type { Scratch } from './scratch.ts';

/** The merge of the private head into public main: a tree, or the files that conflict. */
export type Merged =
  | { readonly clean: true; readonly tree: string }
  | { readonly clean: false; readonly conflicts: readonly string[] };

/**
 * Merges `head` into `onto` without a working tree. git finds the merge base with public main itself, follows
 * renames, and never puts a hunk at a wrong line as `git apply` does (`facts/git.md` 2).
 */
export async function mergeTrees(
  git: Git,
  scratch: Scratch,
  onto: string,
  head: string,
  signal?: AbortSignal,
): Promise<Merged> {
  const { exitCode, out } = await git.run({
    cwd: scratch.path,
    args: ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', onto, head],
    ok: [0, 1],
    signal,
  });
  const [tree = '', ...names] = out.split('\0');
  if (!/^[0-9a-f]{40,64}$/.test(tree)) {
    throw new GitError('failed', 'git could not merge the private change into public main.', out, exitCode);
  }
  if (exitCode === 0) return { clean: true, tree };
  return { clean: false, conflicts: [...new Set(names.filter(name => name !== ''))] };
}

/** How many commits lie between public main and the private head, and which. Newest first. */
export async function privateCommits(
  git: Git,
  scratch: Scratch,
  onto: string,
  head: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const out = await git.line(scratch.path, ['rev-list', '--no-merges', `${onto}..${head}`, '--'], signal);
  return out === '' ? [] : out.split('\n');
}
