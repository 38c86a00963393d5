import { basename } from 'node:path';
import { commands, window, workspace, type NotebookDocument, type TextDocument } from 'vscode';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { plain } from '../advisories/words.ts';
import type { ForkDesk } from './desk.ts';

/** The files and notebooks of a clone that this window has not saved. A notebook's cells are documents, too, of another scheme. */
export function unsavedOf(desk: ForkDesk, clone: PrivateClone): readonly (TextDocument | NotebookDocument)[] {
  return [...workspace.textDocuments, ...workspace.notebookDocuments].filter(
    ({ isDirty, uri }) =>
      isDirty && uri.scheme === 'file' && desk.parts.clones.at(uri.fsPath)?.path === clone.path,
  );
}

/** Their names, as a sentence shows them. */
export function unsavedNames(desk: ForkDesk, clone: PrivateClone): readonly string[] {
  return unsavedOf(desk, clone).map(({ uri }) => plain(basename(uri.fsPath)));
}

/**
 * Gives up what is not saved while its files are still there. VS Code would keep it in its backups (hot exit) when the
 * clone is gone, and no setting of a workspace forbids that.
 */
export async function giveUpUnsaved(desk: ForkDesk, clone: PrivateClone): Promise<void> {
  for (const document of unsavedOf(desk, clone)) {
    if ('notebookType' in document) await window.showNotebookDocument(document, { preview: false });
    else await window.showTextDocument(document, { preview: false });
    await commands.executeCommand('workbench.action.files.revert');
  }
}
