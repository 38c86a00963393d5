import type { JobStore } from '../store.ts';
import { hashOf } from '../line/record.ts';
import type { Confirmed, PortRecord } from './record.ts';

/**
 * What may be changed behind the line, each by a press of its own: it makes less public than was confirmed. The
 * commit is made anew; nothing of it was pushed yet.
 */
export type Amendment = 'noreply' | 'unsigned';

/** The amendments that help against an error of a step. */
export function amendmentsFor(record: PortRecord, error: unknown): Amendment[] {
  if (record.done.pushed) return [];
  const kind = typeof error === 'object' && error !== null && 'kind' in error ? error.kind : '';
  if (kind === 'private-email' && record.confirmed.standIn !== null) return ['noreply'];
  return kind === 'signing' && record.confirmed.signing !== null ? ['unsigned'] : [];
}

/** The record with an amendment, remembered. */
export async function amend(store: JobStore, record: PortRecord, how: Amendment): Promise<PortRecord> {
  const { confirmed, done } = record;
  const changed: Confirmed =
    how === 'noreply'
      ? { ...confirmed, author: confirmed.standIn ?? confirmed.author, standIn: null }
      : { ...confirmed, signing: null };
  const { commit: _, ...kept } = done;
  const amended = { ...record, confirmed: changed, hash: hashOf(changed), done: kept };
  await store.save(record.key, amended);
  return amended;
}
