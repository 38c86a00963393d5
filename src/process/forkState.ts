import type { Facts } from './types.ts';

/** GitHub names a private fork before it can be read: one whose pull requests were read is there. */
export function isForkAwaited({
  advisory,
  progress,
  pulls,
}: Pick<Facts, 'advisory' | 'progress' | 'pulls'>): boolean {
  return progress.fork !== undefined && (advisory.privateFork === null || pulls === null);
}

/** May it be started, or be waited for again? */
export function mayStartFork(facts: Pick<Facts, 'advisory' | 'progress' | 'pulls'>): boolean {
  const { state, privateFork } = facts.advisory;
  return (state === 'triage' || state === 'draft') && (privateFork === null || isForkAwaited(facts));
}
