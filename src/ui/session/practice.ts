import { isOnThisMachine } from '../../github/host.ts';
import { insteadNow } from '../common/instead.ts';

/** Is nothing there real? So it is in a window that practises, and of a GitHub on this machine. */
export function isPracticeAt(apiUrl: string): boolean {
  return insteadNow() !== null || isOnThisMachine(apiUrl);
}

/** Under which name records of its advisories are kept: the practice GitHub may get another port. */
export function recordsKeyOf(apiUrl: string): string {
  return insteadNow() === null ? apiUrl : 'practice';
}
