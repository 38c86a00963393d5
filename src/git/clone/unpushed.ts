import type { Git } from '../run.ts';
import { exists } from './part.ts';

/** What would be lost with the clone. */
export interface Unpushed {
  /** Commits that neither the fork nor the public repository has, as last fetched. */
  readonly commits: number;
  /** Files with uncommitted changes, in the clone and its worktrees. */
  readonly changed: number;
  readonly stashes: number;
  /** The branches with such commits; `HEAD` where a commit is on none. */
  readonly branches: readonly string[];
}

/** Looks for work that is nowhere but here. */
export async function unpushed(git: Git, clone: string, signal?: AbortSignal): Promise<Unpushed> {
  const folders = await worktreesOf(git, clone, signal);
  let changed = 0;
  const heads: string[] = [];
  for (const folder of folders) {
    changed += await changedIn(git, folder, signal);
    const head = await git.run({
      cwd: folder,
      args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'],
      ok: [0, 1, 128],
      signal,
    });
    if (head.exitCode === 0) heads.push(head.out.trim());
  }
  const alone = async (...from: string[]) =>
    Number(await git.line(clone, ['rev-list', '--count', ...from, '--not', '--remotes'], signal));
  const branches: string[] = [];
  const { out } = await git.run({
    cwd: clone,
    args: ['for-each-ref', '--format=%(refname)', 'refs/heads/'],
    signal,
  });
  for (const ref of out.split('\n').filter(Boolean))
    if ((await alone(ref)) > 0) branches.push(ref.slice('refs/heads/'.length));
  const commits = await alone('--branches', ...heads);
  if (
    heads.length > 0 &&
    Number(
      await git.line(clone, ['rev-list', '--count', ...heads, '--not', '--remotes', '--branches'], signal),
    ) > 0
  )
    branches.push('HEAD');
  const stash = await git.run({
    cwd: clone,
    args: ['reflog', 'show', '--format=%H', 'refs/stash', '--'],
    ok: [0, 128],
    signal,
  });
  return { commits, changed, stashes: stash.out.split('\n').filter(Boolean).length, branches };
}

/** The clone and its worktrees that are still there. */
export async function worktreesOf(git: Git, clone: string, signal?: AbortSignal): Promise<string[]> {
  const { out } = await git.run({ cwd: clone, args: ['worktree', 'list', '--porcelain', '-z'], signal });
  const folders = out.split('\0').flatMap(line => (line.startsWith('worktree ') ? [line.slice(9)] : []));
  const there = await Promise.all(folders.map(exists));
  return folders.filter((_, at) => there[at]);
}

/** Files with changes that are not committed, new ones too. */
export async function changedIn(git: Git, folder: string, signal?: AbortSignal): Promise<number> {
  const { out } = await git.run({
    cwd: folder,
    args: [
      'status',
      '--porcelain',
      '-z',
      '--no-renames',
      '--untracked-files=normal',
      '--ignore-submodules=none',
    ],
    signal,
  });
  return out.split('\0').filter(Boolean).length;
}
