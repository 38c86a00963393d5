import type { RepoRef } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import type { IssueTried } from '../line/ourIssue.ts';
import { hashOf } from '../line/record.ts';
import type { IssueField, IssuePurpose } from './types.ts';

/**
 * What a public issue remembers from the moment it was confirmed until it ends: plain data, kept in the JobStore only,
 * where the ports are too. `kind` tells them apart.
 */
export interface IssueRecord {
  readonly kind: 'issue 1';
  readonly key: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** Who opens it. */
  readonly login: string;
  readonly upstream: { readonly fullName: string };
  /** ISO 8601; an issue of ours cannot be older. */
  readonly confirmedAt: string;
  /** Everything that becomes public, exactly as confirmed. */
  readonly confirmed: ConfirmedIssue;
  /** SHA-256 of `confirmed`; each run checks it. */
  readonly hash: string;
  readonly done: IssueDone;
}

export interface ConfirmedIssue {
  /** Absent: a plain bug. */
  readonly purpose?: Exclude<IssuePurpose, 'bug'>;
  readonly texts: Readonly<Record<IssueField, string>>;
  readonly existingIssue: number | null;
  readonly labels: readonly string[];
  readonly overruled: readonly Overruled[];
}

export interface IssueDone {
  readonly issueTried?: IssueTried | null;
  readonly issue?: { readonly number: number; readonly url: string };
  readonly droppedLabels?: readonly string[];
}

/** Reads a record back. Null when it is none of ours, or was changed since it was confirmed. */
export function readIssueRecord(value: unknown): IssueRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as IssueRecord;
  if (record.kind !== 'issue 1' || typeof record.confirmed !== 'object' || record.confirmed === null)
    return null;
  return hashOf(record.confirmed) === record.hash ? record : null;
}
