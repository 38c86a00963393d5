import { isAbsolute, join } from 'node:path';
import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { checkoutConfig } from './checkout.ts';
import { exists } from './part.ts';
import { changedIn } from './unpushed.ts';
import { fetchBranch, has } from './worktree.ts';

/** How the branch came onto public main; or the files that are left to VS Code's merge editor. */
export type Updated = 'up-to-date' | 'rebased' | 'merged' | { readonly conflicts: readonly string[] };

/**
 * Brings the branch that is checked out onto public main: rebased while nothing of it was pushed, else merged, so that
 * no push has to be forced. Conflicts stay in the clone as git left them.
 * @throws GitError `changes` when something is not committed or a merge is under way.
 */
export async function updateFromPublic(
  git: Git,
  clone: string,
  { defaultBranch }: { readonly defaultBranch: string },
  signal?: AbortSignal,
): Promise<Updated> {
  await refuseUnfinished(git, clone, signal);
  const head = await git.run({ cwd: clone, args: ['symbolic-ref', '--quiet', 'HEAD'], ok: [0, 1], signal });
  if (head.exitCode !== 0)
    throw new GitError('changes', 'No branch is checked out. Check out your branch, then update it.');
  const branch = head.out.trim().slice('refs/heads/'.length);
  await fetchBranch(git, clone, 'upstream', defaultBranch, signal);
  const onto = `refs/remotes/upstream/${defaultBranch}`;
  const { exitCode } = await git.run({
    cwd: clone,
    args: ['merge-base', '--is-ancestor', onto, 'HEAD'],
    ok: [0, 1],
    signal,
  });
  if (exitCode === 0) return 'up-to-date';
  const pushed = await isPushed(git, clone, branch, signal);
  const config = await checkoutConfig(git, clone, signal);
  try {
    await git.run({
      cwd: clone,
      args: pushed
        ? ['merge', '--no-edit', '--no-stat', onto]
        : ['rebase', '--no-stat', '--no-autosquash', onto],
      config,
    });
  } catch (error) {
    const conflicts = await unmerged(git, clone);
    if (conflicts.length > 0) return { conflicts };
    // Nothing to solve (no name for the committer, say): as it was before.
    await git.run({ cwd: clone, args: [pushed ? 'merge' : 'rebase', '--abort'], ok: [0, 1, 128] });
    throw error;
  }
  return pushed ? 'merged' : 'rebased';
}

async function refuseUnfinished(git: Git, clone: string, signal?: AbortSignal): Promise<void> {
  const marks = ['MERGE_HEAD', 'rebase-merge', 'rebase-apply', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'];
  const paths = await git.line(clone, ['rev-parse', ...marks.flatMap(mark => ['--git-path', mark])], signal);
  for (const path of paths.split('\n'))
    if (await exists(isAbsolute(path) ? path : join(clone, path)))
      throw new GitError('changes', 'A merge or rebase is under way. Finish or abort it, then update.');
  const changed = await changedIn(git, clone, signal);
  if (changed > 0)
    throw new GitError(
      'changes',
      `${changed === 1 ? 'One file is' : `${changed} files are`} not committed. Commit or stash, then update.`,
    );
}

/** Has the fork this branch? Asked there; what we last knew counts where it cannot be asked. */
async function isPushed(git: Git, clone: string, branch: string, signal?: AbortSignal): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  try {
    if ((await git.line(clone, ['ls-remote', 'origin', ref], signal)) !== '') return true;
  } catch (error) {
    if (!(error instanceof GitError) || error.kind === 'cancelled') throw error;
  }
  return has(git, clone, `refs/remotes/origin/${branch}`, signal);
}

async function unmerged(git: Git, clone: string): Promise<string[]> {
  const { out } = await git.run({ cwd: clone, args: ['diff', '--name-only', '--diff-filter=U', '-z'] });
  return [...new Set(out.split('\0').filter(Boolean))];
}
