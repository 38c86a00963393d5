import { createHash } from 'node:crypto';
import type { JobStore } from '../store.ts';

/** The hash that ties a record to what the coordinator saw. */
export function hashOf(confirmed: object): string {
  return createHash('sha256').update(JSON.stringify(confirmed)).digest('hex');
}

/** What every record of a confirmed job has. */
export interface LineRecord {
  readonly key: string;
  /** SHA-256 of what was confirmed. */
  readonly hash: string;
  /** What the steps have done so far. */
  readonly done: object;
}

/** The record as it is now: another window may have gone on with the job. Null: it was ended there. */
export async function latest<R extends LineRecord>(
  store: JobStore,
  given: R,
  read: (value: unknown) => R | null,
): Promise<R | null> {
  const stored = read(await store.load(given.key));
  if (stored === null) return null;
  const further = Object.keys(stored.done).length >= Object.keys(given.done).length;
  return stored.hash === given.hash && further ? stored : given;
}
