import { basename, sep } from 'node:path';
import { window, workspace } from 'vscode';
import type { Git } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { choose } from '../decide/ask.ts';
import { real } from '../common/real.ts';

/**
 * The folder of a clone that is meant: the one that this window holds; where there are several branches side by side,
 * the one of the file in front, or the one that is chosen, by its branch. Null: nothing was chosen.
 */
export async function folderOf(git: Git, clone: PrivateClone, title: string): Promise<string | null> {
  const all = [clone.path, ...clone.worktrees];
  const open = (workspace.workspaceFolders ?? []).map(({ uri }) => real(uri.fsPath));
  const here = all.filter(folder => open.includes(real(folder)));
  const folders = here.length > 0 ? here : all;
  if (folders.length === 1) return folders[0]!;
  const front = window.activeTextEditor?.document.uri.fsPath;
  const meant = front === undefined ? undefined : folders.find(folder => isIn(front, folder));
  if (meant !== undefined) return meant;
  const branches = await Promise.all(folders.map(folder => branchOf(git, folder)));
  return choose(
    title,
    'On which branch?',
    folders.map((folder, at) => ({
      label: branches[at] ?? basename(folder),
      ...(branches[at] === null ? {} : { description: basename(folder) }),
      value: folder,
    })),
  );
}

/** Null: none is checked out, or the folder is gone. */
async function branchOf(git: Git, folder: string): Promise<string | null> {
  return git.line(folder, ['branch', '--show-current']).then(
    name => name || null,
    () => null,
  );
}

function isIn(file: string, folder: string): boolean {
  return real(file).startsWith(real(folder) + sep);
}
