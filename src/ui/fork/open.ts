import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Uri, workspace } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { openCloneWindow, writeCloneWindow } from '../embargo/embargoedWindow.ts';

/** Opens the window of a clone, or brings it to the front. */
export async function openClone(clone: PrivateClone): Promise<void> {
  await openCloneWindow(clone.workspaceFile, foldersOf(clone));
}

/** The workspace file says what there is now; a window that is open on it follows. */
export async function describeClone(clone: PrivateClone): Promise<void> {
  await writeCloneWindow(clone.workspaceFile, foldersOf(clone));
}

/**
 * May a folder be added to this window? VS Code in a browser may show no folder of its workspace file yet, and writes the
 * added one over those that the file lists (seen).
 */
export function takesFolders(): boolean {
  return workspace.workspaceFile === undefined || (workspace.workspaceFolders?.length ?? 0) > 0;
}

/** At the end: a window whose first folder stays keeps running. */
export function addToWorkspace(clone: PrivateClone): void {
  const at = workspace.workspaceFolders?.length ?? 0;
  workspace.updateWorkspaceFolders(at, 0, { uri: Uri.file(clone.path), name: shortId(clone.ghsaId) });
}

/** Is this the window that was opened from the clone's own workspace file? */
export function isOwnWindow({ workspaceFile }: PrivateClone): boolean {
  return workspace.workspaceFile?.scheme === 'file' && workspace.workspaceFile.fsPath === workspaceFile;
}

export async function isThere({ path }: PrivateClone): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}

/** The folders of its window, under names that say nothing but the short id and the branch. */
export function foldersOf({ path, ghsaId, worktrees }: PrivateClone): { path: string; name: string }[] {
  const id = shortId(ghsaId);
  return [
    { path, name: id },
    ...worktrees.map(worktree => ({
      path: worktree,
      name: `${id} ${basename(worktree).slice(basename(path).length + 1)}`,
    })),
  ];
}
