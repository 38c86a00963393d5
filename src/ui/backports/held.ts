import type { Entry } from './entry.ts';
import { onePresses } from './weigh.ts';

/** What was read is repaired; what could not be read anew is not. */

/** Why nothing newer is shown. */
export interface Stale {
  /** As a sentence; null: GitHub cannot be reached. */
  readonly why: string | null;
  /** Of when what is shown is; null: nothing was read. */
  readonly asOf: string | null;
}

/** Why nothing may be repaired now, as a sentence; null: it may. */
export function heldBy(stale: Stale | null): string | null {
  if (stale === null) return null;
  return stale.why === null
    ? 'GitHub cannot be reached, so nothing can be repaired now.'
    : 'This could not be read anew, so nothing can be repaired now. Try again.';
}

/** The same of one advisory. */
export function heldAlone({ failure }: Pick<Entry, 'failure'>): string | null {
  return failure === null
    ? null
    : 'This could not be read anew, so nothing of it can be repaired now. Refresh.';
}

/** What one press can do of an advisory whose board is what GitHub said last. */
export function repairable(entry: Pick<Entry, 'board' | 'failure'>): ReturnType<typeof onePresses> {
  return entry.board === null || heldAlone(entry) !== null ? [] : onePresses(entry.board);
}
