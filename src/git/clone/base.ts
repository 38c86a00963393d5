import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { section } from '../guard/write.ts';
import type { Git } from '../run.ts';
import { currentBranch, symbolic } from './branches.ts';

/**
 * The public branch that a branch of a private clone began at is remembered with it, as `branch.<name>.ghsaBase`: git
 * renames and deletes it together with the branch.
 */
export const baseKey = (branch: string) => `branch.${branch}.ghsaBase`;

/** The public branch that the branch checked out in `folder` is for; the fork's default branch when nobody said. */
export async function baseOf(git: Git, folder: string, signal?: AbortSignal): Promise<string> {
  return (await knownBase(git, folder, signal)) ?? (await defaultBranchOf(git, folder, signal));
}

/** Remembers what a branch is for: its pull request goes there, and from there it is updated. */
export async function rememberBase(
  git: Git,
  folder: string,
  branch: string,
  base: string,
  signal?: AbortSignal,
): Promise<void> {
  await git.run({ cwd: folder, args: ['config', '--local', baseKey(branch), base], signal });
}

/** The same for a clone in the making: first in its configuration, of which the guard must be last. Spares a git. */
export async function bindBase(part: string, branch: string, base: string): Promise<void> {
  const config = join(part, '.git', 'config');
  await writeFile(config, `${section(baseKey(branch), [base])}\n${await readFile(config, 'utf8')}`);
}

/** What was remembered for the branch that is checked out; null: nothing, or no branch is. */
export async function knownBase(git: Git, folder: string, signal?: AbortSignal): Promise<string | null> {
  const branch = await currentBranch(git, folder, signal);
  if (branch === null) return null;
  const { out } = await git.run({
    cwd: folder,
    args: ['config', '--get', baseKey(branch)],
    ok: [0, 1],
    signal,
  });
  return out.trim() || null;
}

/** As the clone was told when it was made. */
async function defaultBranchOf(git: Git, folder: string, signal?: AbortSignal): Promise<string> {
  const head = await symbolic(git, folder, 'refs/remotes/origin/HEAD', 'refs/remotes/origin/', signal);
  return head ?? 'main';
}
