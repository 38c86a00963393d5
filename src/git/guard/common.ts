import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Git } from '../run.ts';

/** The folder that all worktrees of a clone share, absolute and with slashes, as git writes it. */
export async function commonFolder(git: Git, clone: string, signal?: AbortSignal): Promise<string> {
  const own = join(clone, '.git');
  const plain = await stat(own).then(
    found => found.isDirectory(),
    () => false,
  );
  // Without a process: this runs several times per clone. A worktree has a file there.
  if (plain) return (await realpath(own)).replaceAll(sep, '/');
  return git.line(clone, ['rev-parse', '--path-format=absolute', '--git-common-dir'], signal);
}
