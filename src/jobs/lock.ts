import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alive } from '../git/index.ts';
import { JobError } from './errors.ts';

const fileOf = (folder: string) => join(folder, 'lock');

/**
 * Takes a job's folder for this process, from the moment it is prepared: two windows must not open two issues, and
 * neither may delete what the other works with. The lock of a process that was killed is taken over; taking one's own
 * again is harmless. `what` the folder belongs to is said to whoever comes second.
 * @throws JobError `busy`
 */
export async function claim(folder: string, what = 'port'): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    try {
      // Linked, so that nobody ever sees a lock without its owner.
      const own = `${fileOf(folder)}.${process.pid}`;
      await writeFile(own, String(process.pid), { mode: 0o600 });
      await link(own, fileOf(folder)).finally(() => rm(own, { force: true }));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = await ownerOf(folder);
      if (owner === process.pid) return;
      if (owner !== null && alive(owner)) {
        throw new JobError(
          'busy',
          `This ${what} is open in another window or terminal. Go on there, or close it.`,
        );
      }
      await rm(fileOf(folder), { force: true });
    }
  }
}

/** Gives the folder back, if it is ours. */
export async function release(folder: string): Promise<void> {
  if ((await ownerOf(folder)) === process.pid) await rm(fileOf(folder), { force: true });
}

/** Does another process that runs work with this folder? */
export async function isHeldElsewhere(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder);
  return owner !== null && owner !== process.pid && alive(owner);
}

/** Does a process that runs work with this folder, ours or another? */
export async function isHeld(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder);
  return owner !== null && alive(owner);
}

async function ownerOf(folder: string): Promise<number | null> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => '');
  return /^[1-9]\d*$/.test(text) ? Number(text) : null;
}
