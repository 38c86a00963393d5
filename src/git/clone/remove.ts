import { removeFolder } from './part.ts';

/** Deletes a clone: its folder, its worktrees, its workspace file. Doing it twice is harmless. */
export async function removeClone(paths: readonly string[]): Promise<void> {
  for (const path of paths) await removeFolder(path);
}
