import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { workspace, type ExtensionContext } from 'vscode';

/** Below this folder every port has its scratch repository, named by its key (a hash). */
export function scratchRootOf(context: ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'scratch');
}

/**
 * Below this one lie the workspace files of embargoed windows: settings and a short id, nothing else. They outlive
 * the scratch repository until their window closes: VS Code loads a window anew whose workspace file goes (seen).
 */
export function windowsRootOf(context: ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'windows');
}

/** The job whose embargoed window this is, by its folder's name; null in every other window. */
export function jobOfWindow(context: ExtensionContext): string | null {
  const file = workspace.workspaceFile;
  if (file?.scheme !== 'file') return null;
  const folder = dirname(file.fsPath);
  return dirname(folder) === windowsRootOf(context) ? basename(folder) : null;
}

/** The embargoed window closes: once its job is over, its workspace file goes too. At once, as nobody waits for us. */
export function leaveWindow(context: ExtensionContext): void {
  const key = jobOfWindow(context);
  if (key === null || existsSync(join(scratchRootOf(context), key))) return;
  rmSync(join(windowsRootOf(context), key), { recursive: true, force: true });
}
