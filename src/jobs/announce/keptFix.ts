import type { Overruled } from '../../embargo/index.ts';
import type { Fix } from './types.ts';

/** Under which a reason is kept that a fix stands although it was taken back; null: it was not. */
export function revertId({ pull, revertedBy }: Fix): string | null {
  return pull && revertedBy && `revert:${pull.number}:${revertedBy.number}`;
}

/** The revert may be another matter, or of a part only: with a reason the fix stays the one that is announced. */
export function keptFix(fix: Fix, overruled: readonly Overruled[]): Fix {
  const id = revertId(fix);
  const kept = overruled.find(entry => entry.id === id);
  return fix.status === 'reverted' && kept ? { ...fix, status: 'merged', keptFor: kept.reason } : fix;
}
