import { availableParallelism } from 'node:os';
import type { Git } from '../run.ts';

/** Half of the time of a checkout, even on two cores (`facts/git.md` 1). */
export const workers = `checkout.workers=${Math.max(4, availableParallelism())}`;

/** Pointers stay pointers: a checkout of ours downloads no large files and needs no git-lfs. */
const noLargeFiles = ['filter.lfs.smudge=', 'filter.lfs.process=', 'filter.lfs.required=false'];

/**
 * What a checkout that somebody works in needs: line endings as their own git writes them (which our pins take away),
 * several hands, no large files.
 */
export async function checkoutConfig(git: Git, cwd: string, signal?: AbortSignal): Promise<string[]> {
  const { out } = await git.run({
    cwd,
    args: ['config', '--show-scope', '-z', '--get-all', 'core.autocrlf'],
    ok: [0, 1],
    signal,
  });
  // `<scope>\0<value>\0`, the strongest last; our pin comes from the command line.
  const parts = out.split('\0');
  let autocrlf = 'false';
  for (let at = 0; at + 1 < parts.length; at += 2) if (parts[at] !== 'command') autocrlf = parts[at + 1]!;
  return [workers, ...noLargeFiles, `core.autocrlf=${autocrlf}`];
}
