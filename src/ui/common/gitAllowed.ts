import { commands, window, workspace } from 'vscode';

/** Why git must not run in this window: VS Code's keys `isWorkspaceTrusted` and `virtualWorkspace`. */
export type GitLimit = 'untrusted' | 'virtual';

/** Null: it may. A window is virtual when every folder of it is (https://code.visualstudio.com/api/extension-guides/virtual-workspaces). */
export function gitLimit(): GitLimit | null {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 0 && folders.every(({ uri }) => uri.scheme !== 'file')) return 'virtual';
  return workspace.isTrusted ? null : 'untrusted';
}

const manage = 'Manage Workspace Trust';

/** May git run in this window? Where not, one sentence says so: keys and links reach commands that no menu offers. */
export function gitAllowed(): boolean {
  const limit = gitLimit();
  if (limit === 'virtual')
    void window.showInformationMessage(
      'Commands that run git are off here: this window’s folder is on no disk. Run them in a window of a folder of this machine.',
    );
  if (limit === 'untrusted')
    void window
      .showInformationMessage('Commands that run git are off until this workspace is trusted.', manage)
      .then(answer => answer && commands.executeCommand('workbench.trust.manage'));
  return limit === null;
}
