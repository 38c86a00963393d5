import { window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { addWorktree, nextFixBranch } from '../../git/index.ts';
import { choose, during } from '../decide/ask.ts';
import type { ForkDesk } from './desk.ts';
import { describeClone, isOwnWindow, openClone } from './open.ts';
import { worktreeAt } from './places.ts';
import { startsOf } from './starts.ts';

const unasked = 'Which branch? The public repository cannot be asked now, so only what was fetched is here.';

/** `GHSA: Add Worktree for a Branch…`: a backport under embargo has a folder of its own beside the clone. */
export async function addWorktreeTo(desk: ForkDesk, row: unknown): Promise<void> {
  const title = 'Add Worktree for a Branch';
  const clone = await desk.needed(row, title);
  if (clone === null) return;
  const id = shortId(clone.ghsaId);
  const { git } = await desk.tools();
  const { starts, said } = await during(`Asking for the branches of ${id}`, signal =>
    startsOf(git, clone, signal),
  );
  const rows = starts.map(start => ({
    label: start.from.slice(start.from.indexOf('/') + 1),
    description: start.branch === null ? 'public, for a new fix branch' : 'of the private fork',
    value: start,
  }));
  const start = await choose(`${title} of ${id}`, said ? 'Which branch?' : unasked, rows);
  if (start === null) return;
  const branch = start.branch ?? (await nextFixBranch(git, clone.path));
  // The public branch is in the name, so that three backports can be told apart.
  const name = start.branch ?? `${start.from.slice('upstream/'.length)}.${branch}`;
  const path = worktreeAt(clone.path, name);
  await during(`Adding a worktree to ${id}`, signal =>
    addWorktree(git, clone.path, { branch, from: start.from, path }, signal),
  );
  const next = { ...clone, worktrees: [...clone.worktrees, path] };
  await desk.parts.clones.keep(next);
  // A window that is open on the workspace file shows the new folder by itself.
  await describeClone(next);
  void desk.parts.commands.run(async () => {
    const what = start.branch === null ? `${branch} for ${start.from.slice('upstream/'.length)}` : branch;
    const answer = await window.showInformationMessage(
      `${id}: ${what} has a folder of its own, beside the clone.`,
      ...(isOwnWindow(next) ? [] : ['Open']),
    );
    if (answer) await openClone(next);
  });
}
