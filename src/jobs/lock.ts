import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alive } from '../git/index.ts';
import { JobError } from './errors.ts';

/**
 * Runs `work` while no other process does so for the same folder: two windows must not open two issues. A lock of a
 * process that was killed is taken over.
 * @throws JobError `busy`
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = join(folder, 'lock');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(await readFile(file, 'utf8').catch(() => ''));
      if (owner !== process.pid && owner > 0 && alive(owner))
        throw new JobError('busy', 'This port runs in another window. Go on there, or close that window.');
      await rm(file, { force: true });
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
