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

/** Paths that differ from public main, committed or not; nothing where public main was never fetched. */
export async function changedPaths(
  git: Git,
  folder: string,
  defaultBranch: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const main = `refs/remotes/upstream/${defaultBranch}`;
  const base = await git.run({ cwd: folder, args: ['merge-base', 'HEAD', main], ok: [0, 1, 128], signal });
  const from = base.exitCode === 0 ? base.out.trim() : 'HEAD';
  // Renames would need contents, which a blobless clone has to fetch.
  const tracked = ['diff', '--name-only', '--no-renames', '-z', from, '--'];
  const others = ['ls-files', '--others', '--exclude-standard', '-z'];
  const outs = [
    (await git.run({ cwd: folder, args: tracked, signal })).out,
    (await git.run({ cwd: folder, args: others, signal })).out,
  ];
  return outs.flatMap(out => out.split('\0').filter(path => path !== ''));
}
