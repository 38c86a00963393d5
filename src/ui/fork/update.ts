import { commands, ProgressLocation, window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { baseOf, updateFromPublic } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ForkDesk } from './desk.ts';
import { folderOf } from './folder.ts';
import { isThere, openClone } from './open.ts';
import { count } from './words.ts';

const title = 'Update from Public Main';

/**
 * `GHSA: Update from Public Main`: the branch of the window's folder goes on top of the public branch that it is for,
 * or takes it in.
 */
export async function updateClone(desk: ForkDesk, row: unknown): Promise<void> {
  const clone = await desk.needed(row, title);
  if (clone === null) return;
  const id = shortId(clone.ghsaId);
  const { git } = await desk.tools();
  const folder = await folderOf(git, clone, title);
  if (folder === null) return;
  const base = `public ${await baseOf(git, folder)}`;
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: `Updating ${id} from ${base}`, cancellable: true },
    (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return updateFromPublic(git, folder, stop.signal);
    },
  );
  if (typeof outcome === 'object') return tellConflicts(desk, clone, base, outcome.conflicts.length);
  const words = {
    'up-to-date': `${id} has everything of ${base}.`,
    rebased: `${id} is on top of ${base} now.`,
    merged: `${id} was pushed before, so ${base} was merged into it.`,
  };
  void window.showInformationMessage(words[outcome]);
}

/** VS Code's own merge editor resolves them, in a window that holds the clone. */
function tellConflicts(desk: ForkDesk, clone: PrivateClone, base: string, files: number): void {
  const here = desk.parts.clones.inWindow().some(({ path }) => path === clone.path);
  const show = here ? 'Show' : 'Open in New Window';
  void desk.parts.commands.run(async () => {
    const answer = await window.showWarningMessage(
      `${shortId(clone.ghsaId)}: ${count(files, 'file conflicts', 'files conflict')} with ${base}. Resolve ${files === 1 ? 'it' : 'them'} in Source Control.`,
      show,
    );
    if (answer === undefined || !(await isThere(clone))) return;
    if (here) await commands.executeCommand('workbench.view.scm');
    else await openClone(clone);
  });
}
