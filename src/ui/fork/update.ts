import { commands, ProgressLocation, window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { updateFromPublic } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ForkDesk } from './desk.ts';
import { isThere, openClone } from './open.ts';
import { count } from './words.ts';

/** `GHSA: Update from Public Main`: the branch of the clone goes on top of public main, or takes it in. */
export async function updateClone(desk: ForkDesk, row: unknown): Promise<void> {
  const clone = await desk.needed(row, 'Update from Public Main');
  if (clone === null) return;
  const id = shortId(clone.ghsaId);
  const { git } = await desk.tools();
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: `Updating ${id} from public main`, cancellable: true },
    (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return updateFromPublic(git, clone.path, { defaultBranch: clone.defaultBranch }, stop.signal);
    },
  );
  if (typeof outcome === 'object') return tellConflicts(desk, clone, outcome.conflicts.length);
  const main = `public ${clone.defaultBranch}`;
  const words = {
    'up-to-date': `${id} has everything of ${main}.`,
    rebased: `${id} is on top of ${main} now.`,
    merged: `${id} was pushed before, so ${main} was merged into it.`,
  };
  void window.showInformationMessage(words[outcome]);
}

/** VS Code's own merge editor resolves them, in a window that holds the clone. */
function tellConflicts(desk: ForkDesk, clone: PrivateClone, files: number): void {
  const here = desk.parts.clones.inWindow().some(({ path }) => path === clone.path);
  const show = here ? 'Show' : 'Open in New Window';
  void desk.parts.commands.run(async () => {
    const answer = await window.showWarningMessage(
      `${shortId(clone.ghsaId)}: ${count(files, 'file conflicts', 'files conflict')} with public main. Resolve ${files === 1 ? 'it' : 'them'} in Source Control.`,
      show,
    );
    if (answer === undefined || !(await isThere(clone))) return;
    if (here) await commands.executeCommand('workbench.view.scm');
    else await openClone(clone);
  });
}
