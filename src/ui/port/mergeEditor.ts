import { commands, Uri, window, workspace, TabInputWebview } from 'vscode';
import { JobError, place, type ConflictFile } from '../../jobs/port/index.ts';
import type { ConflictModel } from './conflict.ts';
import { documentUri } from './documents.ts';

/**
 * VS Code's own merge editor on one file, by the command that its git extension uses; base and both sides are
 * read-only documents of ours, the result is the file in the job's folder.
 */
export async function openMergeEditor(
  { key, folder, words }: ConflictModel,
  { path }: ConflictFile,
  isUtf8: boolean,
): Promise<void> {
  const output = Uri.file(place(folder, path));
  // Opened once with its own encoding, a file keeps it in every editor.
  if (!isUtf8) await workspace.openTextDocument(output, { encoding: 'iso88591' });
  const side = (name: 'base' | 'public' | 'private') => documentUri({ key, side: name, path });
  await commands.executeCommand('_open.mergeEditor', {
    base: side('base'),
    input1: { uri: side('public'), title: upperCase(words.public) },
    input2: { uri: side('private'), title: upperCase(words.private.replace(/^the /, '')) },
    output,
  });
}

const upperCase = (name: string) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** Saves what is open below the folder. */
export async function saveBelow(folder: string): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (document.isDirty && document.uri.scheme === 'file' && document.uri.fsPath.startsWith(folder))
      if (!(await document.save()))
        throw new JobError('conflict', 'A file could not be saved. Save it, then continue.');
  }
}

/** In a window of ours only our pages stay open once the conflicts are resolved. */
export async function closeEditors(): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(group => group.tabs);
  await window.tabGroups.close(
    tabs.filter(({ input, isDirty }) => !isDirty && !(input instanceof TabInputWebview)),
  );
}
