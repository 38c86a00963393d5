import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isHeld } from '../../jobs/lock.ts';
import { readConflict } from '../../jobs/port/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { removeJob } from './removeJob.ts';

/**
 * Deletes scratch repositories that nobody can go on with: of a review whose window was killed or loaded anew. What
 * this window works with already (a backport before the first port) is held, too.
 */
export async function sweepScratch(root: string, store: Pick<JobStore, 'load'>): Promise<void> {
  for (const key of await readdir(root).catch(() => [])) {
    const folder = join(root, key);
    // By its record, not by the list of keys: that one does not know what another window began.
    const isWork = async () => (await isJob(store, key)) || (await readConflict(folder)) !== null;
    if ((await isWork()) || (await isHeld(folder))) continue;
    await removeJob(folder, isWork);
  }
}

/** Is there a record of a job? A damaged one counts: it must not be begun anew. */
export async function isJob(store: Pick<JobStore, 'load'>, key: string): Promise<boolean> {
  return store.load(key).then(
    record => record !== null,
    () => true,
  );
}
