import type { AdvisoryView, BackportView, IssueView, PublicView } from './protocol.ts';
import { JobError } from '../../jobs/errors.ts';

/**
 * `seen` is what the page showed when the button was pressed; anything else than what is here means that the
 * coordinator saw something else, and nothing crosses.
 * @throws JobError `changed`
 */
export function mustBeSeen<View extends PublicView | IssueView | BackportView | AdvisoryView>(
  seen: unknown,
  view: View,
): void {
  if (JSON.stringify(ordered(seen)) === JSON.stringify(ordered(view))) return;
  throw new JobError(
    'changed',
    'The page showed something else than what would be sent. Nothing was sent; look again.',
  );
}

/** A view with its keys in one order, so that two of them can be compared as text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}
