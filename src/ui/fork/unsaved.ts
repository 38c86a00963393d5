import { commands, window, workspace, type TextDocument } from 'vscode';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ForkDesk } from './desk.ts';

/** The files of a clone that this window has not saved. */
export function unsavedOf(desk: ForkDesk, clone: PrivateClone): readonly TextDocument[] {
  return workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty && uri.scheme === 'file' && desk.parts.clones.at(uri.fsPath)?.path === clone.path,
  );
}

/**
 * Gives up what is not saved while its files are still there. VS Code would keep it in its backups (hot exit) when the
 * clone is gone, and no setting of a workspace forbids that.
 */
export async function giveUpUnsaved(desk: ForkDesk, clone: PrivateClone): Promise<void> {
  for (const document of unsavedOf(desk, clone)) {
    await window.showTextDocument(document, { preview: false });
    await commands.executeCommand('workbench.action.files.revert');
  }
}
