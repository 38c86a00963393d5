import type { Advisory } from '../../advisory/model.ts';
import { readIssueRecord } from './record.ts';

/** A public issue that somebody confirmed and that did not come to its end: ids, and where it stopped. */
export interface UnfinishedIssue extends Pick<Advisory, 'repo' | 'ghsaId'> {
  readonly key: string;
  /** "open issue" */
  readonly at: string;
}

/** Reads what a JobStore gave. Null for what is no public issue of ours. */
export function unfinishedIssueOf(value: unknown): UnfinishedIssue | null {
  const record = readIssueRecord(value);
  if (record === null) return null;
  const { key, repo, ghsaId, done } = record;
  return { key, repo, ghsaId, at: done.issue ? 'set labels' : 'open issue' };
}
