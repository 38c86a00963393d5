import { window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { addWorktree, nextFixBranch, type Git } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { choose, during } from '../decide/ask.ts';
import type { ForkDesk } from './desk.ts';
import { describeClone, openClone } from './open.ts';
import { worktreeAt } from './places.ts';

/** A branch that a worktree can start from. */
interface Start {
  /** `upstream/3.14` */
  readonly from: string;
  /** The branch to be; null: the next `advisory-fix-N`. */
  readonly branch: string | null;
}

/** `GHSA: Add Worktree for a Branch…`: a backport under embargo has a folder of its own beside the clone. */
export async function addWorktreeTo(desk: ForkDesk, row: unknown): Promise<void> {
  const title = 'Add Worktree for a Branch';
  const clone = await desk.needed(row, title);
  if (clone === null) return;
  const id = shortId(clone.ghsaId);
  const { git } = await desk.tools();
  const rows = (await startsOf(git, clone)).map(start => ({
    label: start.from.slice(start.from.indexOf('/') + 1),
    description: start.branch === null ? 'public, for a new fix branch' : 'of the private fork',
    value: start,
  }));
  const start = await choose(`${title} of ${id}`, 'Which branch?', rows);
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
    const answer = await window.showInformationMessage(
      `${id}: ${branch} has a folder of its own, beside the clone.`,
      'Open',
    );
    if (answer) await openClone(next);
  });
}

/** Branches of the fork that are not checked out, then the public ones. */
async function startsOf(git: Git, { path, defaultBranch }: PrivateClone): Promise<Start[]> {
  const { out } = await git.run({
    cwd: path,
    args: [
      'for-each-ref',
      '--format=%(refname)',
      'refs/heads/',
      'refs/remotes/origin/',
      'refs/remotes/upstream/',
    ],
  });
  const refs = out.split('\n').filter(ref => ref !== '' && !ref.endsWith('/HEAD'));
  const local = new Set(
    refs.filter(ref => ref.startsWith('refs/heads/')).map(ref => ref.slice('refs/heads/'.length)),
  );
  const remote = refs
    .filter(ref => ref.startsWith('refs/remotes/'))
    .map(ref => ref.slice('refs/remotes/'.length));
  return [
    ...remote
      .filter(name => name.startsWith('origin/'))
      .map(from => ({ from, branch: from.slice('origin/'.length) }))
      .filter(({ branch }) => branch !== defaultBranch && !local.has(branch)),
    ...remote.filter(name => name.startsWith('upstream/')).map(from => ({ from, branch: null })),
  ];
}
