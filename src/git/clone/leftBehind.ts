import type { Git } from '../run.ts';

/**
 * Commits that somebody switched away from and that have no name: made on no branch, or on one that was deleted since.
 * git's own notes of a folder's HEAD know them (git-reflog(1)); what an amend or a rebase replaced is not among them.
 */
export async function leftBehind(git: Git, folder: string, signal?: AbortSignal): Promise<string[]> {
  const [log, branches] = await Promise.all([
    // Its own order is the newest first; without notes there is nothing to say.
    git.run({ cwd: folder, args: ['reflog', 'show', '--format=%H %gs', 'HEAD', '--'], ok: [0, 128], signal }),
    git.run({ cwd: folder, args: ['for-each-ref', '--format=%(refname)', 'refs/heads/'], signal }),
  ]);
  const named = new Set(branches.out.split('\n'));
  const entries = log.out.split('\n').filter(Boolean);
  return entries.flatMap((entry, at) => {
    const from = / checkout: moving from (\S+) to /.exec(entry)?.[1];
    const before = entries[at + 1]?.slice(0, 40);
    return from === undefined || before === undefined || named.has(`refs/heads/${from}`) ? [] : [before];
  });
}
