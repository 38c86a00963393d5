import { dirname } from 'node:path';
import { removeScratch } from '../../../git/index.ts';
import { claim } from '../../lock.ts';
import type { JobStore } from '../../store.ts';
import type { BackportRecord } from './record.ts';

/**
 * Ends a confirmed backport that somebody else's overtook: its record and its scratch repository go. What it pushed to
 * the coordinator's fork stays there.
 * @throws JobError `busy` while another window works with it.
 */
export async function discardBackport(
  store: JobStore,
  { key, scratch }: Pick<BackportRecord, 'key' | 'scratch'>,
): Promise<void> {
  const folder = dirname(scratch);
  await claim(folder, 'backport');
  await store.remove(key);
  await removeScratch(folder);
}
