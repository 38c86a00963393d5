import type { Git } from '../../../git/index.ts';

/** What the tests run on. */
export interface Tested {
  /** The commit that is checked out. */
  readonly commit: string;
  /** Is there anything in the folder that no commit has? */
  readonly changed: boolean;
}

/** Of a clone or a worktree. What is ignored, such as what a build makes, is no change. */
export async function testedIn(git: Git, folder: string, signal?: AbortSignal): Promise<Tested> {
  const commit = await git.line(folder, ['rev-parse', '--verify', 'HEAD^{commit}'], signal);
  const { out } = await git.run({ cwd: folder, args: ['status', '--porcelain', '-z'], signal });
  return { commit, changed: out !== '' };
}

/** Paths that the branch changes, committed or not: against the public branch that it is for, else against the fork's own. */
export async function changedPaths(
  git: Git,
  folder: string,
  base: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const from =
    (await baseWith(git, folder, `refs/remotes/upstream/${base}`, signal)) ??
    (await baseWith(git, folder, `refs/remotes/origin/${base}`, signal)) ??
    'HEAD';
  // Renames would need contents, which a blobless clone has to fetch.
  const tracked = ['diff', '--name-only', '--no-renames', '-z', from, '--'];
  const others = ['ls-files', '--others', '--exclude-standard', '-z'];
  const outs = [
    (await git.run({ cwd: folder, args: tracked, signal })).out,
    (await git.run({ cwd: folder, args: others, signal })).out,
  ];
  return outs.flatMap(out => out.split('\0').filter(path => path !== ''));
}

/** Where the branch left another one; null: there is no such branch, or it never did. */
async function baseWith(git: Git, folder: string, ref: string, signal?: AbortSignal): Promise<string | null> {
  const base = await git.run({ cwd: folder, args: ['merge-base', 'HEAD', ref], ok: [0, 1, 128], signal });
  return base.exitCode === 0 ? base.out.trim() : null;
}
