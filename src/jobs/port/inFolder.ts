import { removeScratch } from '../../git/index.ts';
import { release } from '../lock.ts';
import { readConflict } from './conflict/conflict.ts';
import { ConflictError } from './conflict/resolve.ts';

/** Prepares in a folder. Nothing of what fails stays on disk, but for what somebody resolves by hand. */
export async function inFolder<T>(prepare: (opens: (folder: string) => void) => Promise<T>): Promise<T> {
  const opened: string[] = [];
  try {
    return await prepare(folder => opened.push(folder));
  } catch (error) {
    for (const folder of opened) {
      if ((await readConflict(folder)) === null) await removeScratch(folder);
      else if (!(error instanceof ConflictError)) await release(folder);
    }
    throw error;
  }
}
