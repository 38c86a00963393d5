import { rmSync } from 'node:fs';
import { commands, window, workspace } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { removeClone, unpushed } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { during } from '../decide/ask.ts';
import type { ForkDesk } from './desk.ts';
import { isOwnWindow, isThere } from './open.ts';
import { unpushedWords } from './words.ts';

const push = 'Push First';
const anyway = 'Delete Anyway';

/** `GHSA: Delete Local Private Clone…`: asks only where work would be lost. */
export async function deletePrivateClone(desk: ForkDesk, row: unknown): Promise<void> {
  const clone = await desk.clone(row, 'Delete Local Private Clone');
  if (clone === null) return void window.showInformationMessage('There is no private clone on this machine.');
  const words = await lossOf(desk, clone);
  if (words !== null) {
    const answer = await window.showWarningMessage(
      `${shortId(clone.ghsaId)}: ${words}`,
      { modal: true, detail: 'What is not in the private fork is deleted with the clone.' },
      push,
      anyway,
    );
    if (answer === push)
      return void (await commands.executeCommand('ghsa.openPrivatePull', {
        kind: 'advisory',
        advisory: clone,
      }));
    if (answer !== anyway) return;
  }
  await removePrivateClone(desk, clone);
  if (!isOwnWindow(clone))
    void window.showInformationMessage(`The private clone of ${shortId(clone.ghsaId)} is deleted.`);
}

/** What would be lost; null: nothing. */
async function lossOf(desk: ForkDesk, clone: PrivateClone): Promise<string | null> {
  if (!(await isThere(clone))) return null;
  const { git } = await desk.tools();
  const unsaved = workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty && uri.scheme === 'file' && desk.parts.clones.at(uri.fsPath)?.path === clone.path,
  );
  try {
    return unpushedWords(await unpushed(git, clone.path), unsaved.length);
  } catch (error) {
    // A clone that is damaged can be deleted all the same.
    desk.parts.commands.log(error);
    return 'git cannot read this clone, so nobody knows what is not pushed.';
  }
}

/** Deletes the clone, its worktrees and our workspace file, whatever is in them. */
export async function removePrivateClone(desk: ForkDesk, clone: PrivateClone): Promise<void> {
  await during(`Deleting the private clone of ${shortId(clone.ghsaId)}`, () =>
    removeClone([clone.path, ...clone.worktrees]),
  );
  const own = isOwnWindow(clone);
  const folders = workspace.workspaceFolders ?? [];
  const held = folders.filter(({ uri }) => desk.parts.clones.at(uri.fsPath)?.path === clone.path);
  await desk.parts.clones.forget(clone);
  // VS Code loads a window anew whose workspace file goes (seen), so our own window is left first.
  if (own) {
    desk.parts.clones.leaving = clone.workspaceFile;
    return void (await commands.executeCommand('workbench.action.closeFolder'));
  }
  rmSync(clone.workspaceFile, { force: true });
  for (const { index } of held.toReversed()) workspace.updateWorkspaceFolders(index, 1);
}
