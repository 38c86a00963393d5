import { mkdir, rm, writeFile } from 'node:fs/promises';
import { commands, Uri } from 'vscode';
import { requireHttpBackend } from './git.ts';
import type { Place } from './place.ts';

/** White on this is 7.6:1. Not amber: amber is the embargo's. */
const violet = '#5b3fa8';

/** What the window of practice is opened with: it is seen to be one, and nothing in it goes out by itself. */
const workspaceFile = {
  folders: [{ path: 'cpython', name: 'cpython (sandbox)' }],
  settings: {
    'window.title': 'Sandbox: ${dirty}${activeEditorShort}${separator}${rootName}',
    'workbench.colorCustomizations': {
      'statusBar.background': violet,
      'statusBar.foreground': '#ffffff',
      'statusBar.noFolderBackground': violet,
    },
    'git.autofetch': false,
    'git.openRepositoryInParentFolders': 'never',
  },
};

/** Opens the window of practice; what is there of an earlier one is gone on with. @throws PracticeError without git */
export async function enterPractice(place: Place): Promise<void> {
  await requireHttpBackend();
  await mkdir(place.clone, { recursive: true, mode: 0o700 });
  await rm(place.left, { force: true });
  await writeFile(place.workspaceFile, JSON.stringify(workspaceFile, null, 2), { mode: 0o600 });
  await commands.executeCommand('vscode.openFolder', Uri.file(place.workspaceFile), { forceNewWindow: true });
}
