import { rename } from 'node:fs/promises';
import { removeScratch } from '../../git/index.ts';
import { JobError } from '../../jobs/errors.ts';
import { claim, release } from '../../jobs/lock.ts';

/**
 * Deletes a job's folder that nobody works with. It is taken first and looked at again (`stays`): between a look and a
 * deletion another window may have begun. Then it is moved aside in one go, so that whoever comes now begins anew and
 * never in half a folder. False: another process works with it, or it stays.
 */
export async function removeJob(
  folder: string,
  stays: () => boolean | Promise<boolean> = () => false,
): Promise<boolean> {
  try {
    await claim(folder);
  } catch (error) {
    if (error instanceof JobError && error.kind === 'busy') return false;
    throw error;
  }
  if (await stays()) {
    await release(folder);
    return false;
  }
  const aside = `${folder}.removed-${process.pid}`;
  // One of that name is left where deleting failed.
  await removeScratch(aside);
  await rename(folder, aside);
  await removeScratch(aside);
  return true;
}
