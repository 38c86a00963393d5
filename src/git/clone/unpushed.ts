import { realpath } from 'node:fs/promises';
import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { leftBehind } from './leftBehind.ts';
import { onFork } from './onFork.ts';
import { exists } from './part.ts';

/** What would be lost with the clone. */
export interface Unpushed {
  /** Commits that neither the fork nor the public repository has, also under a tag or left behind without a name. */
  readonly commits: number;
  /** Files with uncommitted changes, in the clone and its worktrees. */
  readonly changed: number;
  readonly stashes: number;
  /** The branches with such commits; `HEAD` where a commit is on none. */
  readonly branches: readonly string[];
  /** Files and folders that git ignores, in the clone and its worktrees: builds, and what somebody hid there. */
  readonly ignored: number;
  /** Did the fork say just now what it has? Else the counts are as of the last fetch. */
  readonly fresh: boolean;
}

/**
 * Looks for work that is nowhere but here; the fork is asked what it has.
 * @throws GitError where git cannot read the clone itself.
 */
export async function unpushed(git: Git, clone: string, signal?: AbortSignal): Promise<Unpushed> {
  const folders = await worktreesOf(git, clone, signal);
  // Of a damaged clone git tells what it finds around it.
  if (folders[0] === undefined || (await realpath(folders[0])) !== (await realpath(clone)))
    throw new GitError('failed', 'git cannot read this clone. The log has git’s own words.');
  const fork = await onFork(git, clone, signal);
  let [changed, ignored] = [0, 0];
  const heads: string[] = [];
  for (const folder of folders) {
    const files = await filesIn(git, folder, signal);
    changed += files.changed;
    ignored += files.ignored;
    heads.push(...(await headOf(git, folder, signal)), ...(await leftBehind(git, folder, signal)));
  }
  const elsewhere = ['--not', '--remotes=upstream', ...fork.refs];
  const alone = (tips: readonly string[], ...more: string[]) =>
    countOf(git, clone, [...tips, ...elsewhere, ...more], signal);
  const branches: string[] = [];
  const { out } = await git.run({
    cwd: clone,
    args: ['for-each-ref', '--format=%(refname)', 'refs/heads/'],
    signal,
  });
  for (const ref of out.split('\n').filter(Boolean))
    if ((await alone([ref])) > 0) branches.push(ref.slice('refs/heads/'.length));
  const commits = await alone(['--branches', '--tags', ...heads]);
  if ((await alone(['--tags', ...heads], '--branches')) > 0) branches.push('HEAD');
  const stash = await git.run({
    cwd: clone,
    args: ['reflog', 'show', '--format=%H', 'refs/stash', '--'],
    ok: [0, 128],
    signal,
  });
  const stashes = stash.out.split('\n').filter(Boolean).length;
  return { commits, changed, stashes, branches, ignored, fresh: fork.fresh };
}

/** Commits that a `rev-list` finds. What git's notes name may be collected since. */
async function countOf(git: Git, cwd: string, of: readonly string[], signal?: AbortSignal): Promise<number> {
  return Number(await git.line(cwd, ['rev-list', '--count', '--ignore-missing', ...of], signal));
}

/** The commit that is checked out, if one is. */
async function headOf(git: Git, folder: string, signal?: AbortSignal): Promise<string[]> {
  const head = await git.run({
    cwd: folder,
    args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'],
    ok: [0, 1, 128],
    signal,
  });
  return head.exitCode === 0 ? [head.out.trim()] : [];
}

/** The clone and its worktrees that are still there. */
export async function worktreesOf(git: Git, clone: string, signal?: AbortSignal): Promise<string[]> {
  const { out } = await git.run({ cwd: clone, args: ['worktree', 'list', '--porcelain', '-z'], signal });
  const folders = out.split('\0').flatMap(line => (line.startsWith('worktree ') ? [line.slice(9)] : []));
  const there = await Promise.all(folders.map(exists));
  return folders.filter((_, at) => there[at]);
}

/** Files that are in no commit: with changes or new, and those that git ignores (a folder of them is one). */
export async function filesIn(
  git: Git,
  folder: string,
  signal?: AbortSignal,
): Promise<{ readonly changed: number; readonly ignored: number }> {
  const { out } = await git.run({
    cwd: folder,
    args: [
      'status',
      '--porcelain',
      '-z',
      '--no-renames',
      '--untracked-files=normal',
      '--ignored=traditional',
      '--ignore-submodules=none',
    ],
    signal,
  });
  const files = out.split('\0').filter(Boolean);
  const ignored = files.filter(file => file.startsWith('!! ')).length;
  return { changed: files.length - ignored, ignored };
}
