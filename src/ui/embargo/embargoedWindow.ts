import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { commands, languages, Uri } from 'vscode';
import { settings } from '../common/settings.ts';
import { workspaceOf } from './calm.ts';

/** Opens the window in which a job's conflicts are resolved. `file` is its workspace file, to be made. */
export async function openEmbargoedWindow(file: string, folder: string, title: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const content = workspaceOf(folder, title, {
    namesWindow: settings.embargoTitle(),
    languages: await languages.getLanguages(),
  });
  await writeFile(file, JSON.stringify(content, null, 2), { mode: 0o600 });
  await commands.executeCommand('vscode.openFolder', Uri.file(file), { forceNewWindow: true });
}
