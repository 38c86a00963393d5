import { window, workspace } from 'vscode';

/** May git run in this window? Where not, one sentence says so. */
export function trusted(): boolean {
  if (!workspace.isTrusted)
    void window.showInformationMessage('Commands that run git are off until this workspace is trusted.');
  return workspace.isTrusted;
}
