import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { commands, languages, Uri } from 'vscode';
import { settings } from '../common/settings.ts';
import { cloneWorkspaceOf, workspaceOf } from './calm.ts';

/** Opens the window in which a job's conflicts are resolved. `file` is its workspace file, to be made. */
export async function openEmbargoedWindow(file: string, folder: string, title: string): Promise<void> {
  const content = workspaceOf(folder, title, {
    namesWindow: settings.embargoTitle(),
    languages: await languages.getLanguages(),
  });
  await write(file, content);
  await open(file);
}

/** Opens the window of a private clone. `file` is its workspace file, outside the clone. */
export async function openCloneWindow(file: string, folders: Folders): Promise<void> {
  await writeCloneWindow(file, folders);
  await open(file);
}

export async function writeCloneWindow(file: string, folders: Folders): Promise<void> {
  const content = cloneWorkspaceOf(folders, {
    namesWindow: settings.embargoTitle(),
    languages: await languages.getLanguages(),
  });
  await write(file, content);
}

type Folders = Parameters<typeof cloneWorkspaceOf>[0];

async function write(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(content, null, 2), { mode: 0o600 });
}

function open(file: string): Thenable<unknown> {
  return commands.executeCommand('vscode.openFolder', Uri.file(file), { forceNewWindow: true });
}
