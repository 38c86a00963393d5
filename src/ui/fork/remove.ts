import { rmSync } from 'node:fs';
import { commands, ProgressLocation, Uri, window, workspace } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { GitError, removeClone, unpushed } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { advisoryOf } from '../advisories/rows.ts';
import { isCancelled } from '../common/commands.ts';
import { gitLimit } from '../common/gitAllowed.ts';
import { during } from '../decide/ask.ts';
import type { ForkDesk } from './desk.ts';
import { isOwnWindow, isThere } from './open.ts';
import { giveUpUnsaved, unsavedNames, unsavedOf } from './unsaved.ts';
import { whole } from './whole.ts';
import { count, listed, unpushedWords } from './words.ts';

const push = 'Push First';
const anyway = 'Delete Anyway';
const remove = 'Delete';

/** `GHSA: Delete Local Private Clone…`: asks where work would be lost, or nobody said which clone. */
export async function deletePrivateClone(desk: ForkDesk, row: unknown): Promise<void> {
  const recorded = await desk.clone(row, 'Delete Local Private Clone');
  if (recorded === null) {
    if (desk.parts.clones.here().length === 0)
      void window.showInformationMessage('There is no private clone on this machine.');
    return;
  }
  const clone = await complete(desk, recorded);
  const id = shortId(clone.ghsaId);
  const words = await lossOf(desk, clone);
  const added = clone.worktrees.filter(folder => !recorded.worktrees.includes(folder));
  const also =
    added.length === 0
      ? ''
      : ` ${count(added.length, 'worktree', 'worktrees')} of it that git knows of ${added.length === 1 ? 'goes' : 'go'}, too: ${listed(added)}.`;
  if (words !== null) {
    const answer = await window.showWarningMessage(
      `${id}: ${words}`,
      { modal: true, detail: `${lost}${also}` },
      push,
      anyway,
    );
    if (answer === push) {
      const advisory = await desk.advisoryOf(clone);
      return void (await commands.executeCommand('ghsa.openPrivatePull', { kind: 'advisory', advisory }));
    }
    if (answer !== anyway) return;
  } else if (also !== '' || advisoryOf(row) === null) {
    const answer = await window.showWarningMessage(
      `Delete the private clone of ${id}?`,
      { modal: true, detail: `${clone.path}.${also}` },
      remove,
    );
    if (answer !== remove) return;
  }
  await removePrivateClone(desk, clone);
  if (!isOwnWindow(clone)) void window.showInformationMessage(`The private clone of ${id} is deleted.`);
}

const lost =
  'What is not in the private fork is deleted with the clone. Files that another window has not saved are not counted.';

/** With every worktree that git knows, and written down so: the windows on them are closed with it. */
async function complete(desk: ForkDesk, clone: PrivateClone): Promise<PrivateClone> {
  if (gitLimit() !== null || !(await isThere(clone))) return clone;
  const found = await whole((await desk.tools()).git, clone);
  if (found !== clone) await desk.parts.clones.keep(found);
  return found;
}

/** What would be lost; null: nothing. */
async function lossOf(desk: ForkDesk, clone: PrivateClone): Promise<string | null> {
  if (!(await isThere(clone))) return null;
  const { git } = await desk.tools();
  const unsaved = unsavedOf(desk, clone);
  try {
    return unpushedWords(
      await during(`Looking for what only the clone of ${shortId(clone.ghsaId)} has`, signal =>
        unpushed(git, clone.path, signal),
      ),
      unsaved.length,
    );
  } catch (error) {
    if (isCancelled(error)) throw error;
    // A clone that is damaged can be deleted all the same.
    desk.parts.commands.log(error);
    return 'git cannot read this clone, so nobody knows what is not pushed.';
  }
}

/**
 * Deletes the clone, its worktrees and our workspace file, whatever is in them.
 * @throws GitError `failed`, where some file cannot be deleted
 */
export async function removePrivateClone(desk: ForkDesk, recorded: PrivateClone): Promise<void> {
  const clone = await complete(desk, recorded);
  // There is no way back from half of it, so it cannot be cancelled.
  await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: `Deleting the private clone of ${shortId(clone.ghsaId)}`,
    },
    () => deleteFolders(desk, clone),
  );
  const own = isOwnWindow(clone);
  const folders = workspace.workspaceFolders ?? [];
  const held = folders.filter(({ uri }) => desk.parts.clones.at(uri.fsPath)?.path === clone.path);
  await desk.parts.clones.forget(clone);
  // Their names hold the private fork's, and VS Code would go on listing them.
  for (const path of [clone.workspaceFile, ...clone.worktrees, clone.path])
    await commands.executeCommand('vscode.removeFromRecentlyOpened', Uri.file(path));
  // VS Code loads a window anew whose workspace file goes (seen), so our own window is left first.
  if (own) {
    desk.parts.clones.leaving = clone.workspaceFile;
    return void (await commands.executeCommand('workbench.action.closeFolder'));
  }
  rmSync(clone.workspaceFile, { force: true });
  for (const { index } of held.toReversed()) workspace.updateWorkspaceFolders(index, 1);
}

/** Files that are open may not be deleted (Windows): what was given up for it is said. */
async function deleteFolders(desk: ForkDesk, clone: PrivateClone): Promise<void> {
  const names = unsavedNames(desk, clone);
  // The last thing before: who leaves or fails earlier loses nothing.
  await giveUpUnsaved(desk, clone);
  try {
    await removeClone([...clone.worktrees, clone.path]);
  } catch (error) {
    desk.parts.commands.log(error);
    const gone = names.length === 0 ? '' : ` What was not saved in ${listed(names)} is gone.`;
    throw new GitError(
      'failed',
      `The private clone of ${shortId(clone.ghsaId)} could not be deleted. Close what has its files open, then delete it again.${gone}`,
    );
  }
}
