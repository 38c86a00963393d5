import { commands, window, workspace } from 'vscode';

const manage = 'Manage Workspace Trust';

/** May git run in this window? Where not, one sentence says so. */
export function trusted(): boolean {
  if (!workspace.isTrusted)
    void window
      .showInformationMessage('Commands that run git are off until this workspace is trusted.', manage)
      .then(answer => answer && commands.executeCommand('workbench.trust.manage'));
  return workspace.isTrusted;
}
