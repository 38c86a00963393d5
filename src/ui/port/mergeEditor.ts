import { sep } from 'node:path';
import { commands, Uri, window, workspace, TabInputWebview, type Tab } from 'vscode';
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
    if (document.isDirty && document.uri.scheme === 'file' && isBelow(document.uri, folder))
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

/**
 * In somebody's own window: the merge editors on files of this folder, and those files, close. The class of a merge
 * editor's tab is none of VS Code's stable ones, so it is known by what it has.
 */
export async function closeMerged(folder: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(group => group.tabs);
  const isMerged = ({ input }: Tab) => {
    const { result, uri } = (input ?? {}) as { readonly result?: unknown; readonly uri?: unknown };
    const output = result ?? uri;
    return output instanceof Uri && output.scheme === 'file' && isBelow(output, folder);
  };
  await window.tabGroups.close(tabs.filter(tab => !tab.isDirty && isMerged(tab)));
}

/** Is it a file of the folder? */
export function isBelow({ fsPath }: Uri, folder: string): boolean {
  return fsPath.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
