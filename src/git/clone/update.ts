import { isAbsolute, join } from 'node:path';
import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { patiently, signingOf } from '../signing.ts';
import { baseOf, knownBase } from './base.ts';
import { currentBranch } from './branches.ts';
import { checkoutConfig } from './checkout.ts';
import { fetchFork } from './onFork.ts';
import { exists } from './part.ts';
import { fetchBranch } from './worktree.ts';

/** How the branch came onto public main; or the files that are left to VS Code's merge editor. */
export type Updated = 'up-to-date' | 'rebased' | 'merged' | { readonly conflicts: readonly string[] };

/**
 * Brings the branch that is checked out in a folder (the clone's, or a worktree's) onto the public branch that it is
 * for: rebased while nothing of it was pushed, else merged, so that no push has to be forced. Conflicts stay as git
 * left them. Our children run none of the user's hooks; signatures are made as the user's own git makes them.
 * @throws GitError `changes` when something is not committed, a merge is under way, or it is unclear what it is for.
 */
export async function updateFromPublic(git: Git, folder: string, signal?: AbortSignal): Promise<Updated> {
  await refuseUnfinished(git, folder, signal);
  if ((await currentBranch(git, folder, signal)) === null)
    throw new GitError('changes', 'No branch is checked out. Check out your branch, then update it.');
  const said = await knownBase(git, folder, signal);
  const base = said ?? (await baseOf(git, folder, signal));
  await fetchBranch(git, folder, 'upstream', base, signal);
  const onto = `refs/remotes/upstream/${base}`;
  if (said === null) await refuseUnclear(git, folder, base, signal);
  const { exitCode } = await git.run({
    cwd: folder,
    args: ['merge-base', '--is-ancestor', onto, 'HEAD'],
    ok: [0, 1],
    signal,
  });
  if (exitCode === 0) return 'up-to-date';
  const pushed = await isPushed(git, folder, signal);
  const signed = (await signingOf(git, folder, signal)) !== null;
  const config = [...(await checkoutConfig(git, folder, signal)), `commit.gpgSign=${signed}`];
  // Named where the user's configuration could say otherwise (merge.ff=only, rebase.updateRefs).
  const args = pushed
    ? ['merge', '--ff', '--no-edit', '--no-stat', onto]
    : ['rebase', '--no-stat', '--no-autosquash', '--no-update-refs', onto];
  const take = (limit?: AbortSignal) => git.run({ cwd: folder, args, config, signal: limit, patient: true });
  try {
    await (signed ? patiently(take) : take());
  } catch (error) {
    const conflicts = await unmerged(git, folder);
    if (conflicts.length > 0) return { conflicts };
    // Nothing to solve (no name for the committer, say): as it was before.
    await git.run({ cwd: folder, args: [pushed ? 'merge' : 'rebase', '--abort'], ok: [0, 1, 128] });
    throw inTheWay(error);
  }
  return pushed ? 'merged' : 'rebased';
}

/** Nobody said what the branch is for, and it has commits of another public branch: a backport, or a branch of it. */
async function refuseUnclear(git: Git, folder: string, base: string, signal?: AbortSignal): Promise<void> {
  const without = (...refs: string[]) =>
    git.line(folder, ['rev-list', '--count', 'HEAD', '--not', ...refs], signal);
  if ((await without(`refs/remotes/upstream/${base}`)) === (await without('--remotes=upstream'))) return;
  throw new GitError(
    'changes',
    `This branch was not begun at public ${base}. Say what it is for (git config branch.NAME.ghsaBase 3.14), then update.`,
  );
}

async function refuseUnfinished(git: Git, clone: string, signal?: AbortSignal): Promise<void> {
  const marks = ['MERGE_HEAD', 'rebase-merge', 'rebase-apply', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'];
  const paths = await git.line(clone, ['rev-parse', ...marks.flatMap(mark => ['--git-path', mark])], signal);
  for (const path of paths.split('\n'))
    if (await exists(isAbsolute(path) ? path : join(clone, path)))
      throw new GitError('changes', 'A merge or rebase is under way. Finish or abort it, then update.');
  // New files are in nobody's way, as a rule; git refuses where they are.
  const { out } = await git.run({
    cwd: clone,
    args: ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=none'],
    signal,
  });
  const changed = out.split('\0').filter(Boolean).length;
  if (changed > 0)
    throw new GitError(
      'changes',
      `${changed === 1 ? 'One file is' : `${changed} files are`} not committed. Commit or stash, then update.`,
    );
}

/** Has the fork a commit of this branch, under whatever name? The colleagues who have it keep it. */
async function isPushed(git: Git, folder: string, signal?: AbortSignal): Promise<boolean> {
  const count = (...of: readonly string[]) =>
    git.line(folder, ['rev-list', '--count', 'HEAD', '--not', '--remotes=upstream', ...of], signal);
  // Also a branch that is gone there may have left a pull request.
  await fetchFork(git, folder, signal);
  return (await count()) !== (await count('--remotes=origin', '--glob=refs/ghsa/pull'));
}

/** A new file of somebody's, where public main has one of this name: git's own words say which, in the log. */
function inTheWay(error: unknown): unknown {
  if (!(error instanceof GitError) || !/untracked working tree files would be/.test(error.detail))
    return error;
  return new GitError(
    'changes',
    'A new file of yours stands where public main has one of its name. Move it away or commit it, then update.',
    error.detail,
    error.exitCode,
  );
}

async function unmerged(git: Git, clone: string): Promise<string[]> {
  const { out } = await git.run({ cwd: clone, args: ['diff', '--name-only', '--diff-filter=U', '-z'] });
  return [...new Set(out.split('\0').filter(Boolean))];
}
