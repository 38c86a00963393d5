import type { RepoRef } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import type { Signing } from '../../git/signing.ts';
import type { PullTried } from '../line/crosses.ts';
import type { IssueTried } from '../line/ourIssue.ts';
import { hashOf } from '../line/record.ts';
import type { ChosenBranches } from './leftOut.ts';
import type { PortField } from './types.ts';

/**
 * What a port remembers from the moment it was confirmed until it ends: plain data, kept in the JobStore only.
 * With it, and by looking at what is there, a port can go on after any failure; the commit comes out identical.
 */
export interface PortRecord {
  readonly version: 1;
  readonly key: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly pull: number;
  readonly login: string;
  readonly upstream: { readonly fullName: string; readonly branch: string; readonly url: string };
  readonly fork: { readonly fullName: string; readonly url: string };
  /** There was no fork of one's own when the plan was made. */
  readonly forkMissing: boolean;
  readonly scratch: string;
  readonly publicMain: string;
  /** The private head that was merged, and the NEWS entry that was taken out. */
  readonly head: string;
  readonly replacedNews: string | null;
  readonly mergedTree: string;
  /** ISO 8601; the commit's date and (in local time) the NEWS entry's. */
  readonly date: string;
  /** ISO 8601; an issue of ours cannot be older. */
  readonly confirmedAt: string;
  /** Everything that becomes public, exactly as confirmed. */
  readonly confirmed: Confirmed;
  /** SHA-256 of `confirmed`; each run checks it. */
  readonly hash: string;
  /** What the dashboard of backports needs to know afterwards; records of before lack it. */
  readonly branches?: ChosenBranches;
  /** What the steps have done so far. */
  readonly done: PortDone;
}

export interface Confirmed {
  readonly texts: Readonly<Record<PortField, string>>;
  readonly existingIssue: number | null;
  readonly author: { readonly name: string; readonly email: string };
  readonly committer: { readonly name: string; readonly email: string };
  /** Addresses of co-authors that the message names. */
  readonly coAuthors: readonly { readonly name: string; readonly email: string }[];
  readonly issueLabels: readonly string[];
  /** With the backport labels. */
  readonly pullLabels: readonly string[];
  readonly section: string | null;
  /** Path of the private fix's own NEWS entry, where it stays; null: ours is made, with the issue's number. */
  readonly news: string | null;
  readonly signing: Signing | null;
  /** Who stands as author when GitHub refuses the private address; null: the address is none. */
  readonly standIn: { readonly name: string; readonly email: string } | null;
  readonly overruled: readonly Overruled[];
}

export interface PortDone {
  /** Full name of the fork that was found or made. */
  readonly fork?: string;
  readonly issueTried?: IssueTried | null;
  readonly issue?: { readonly number: number; readonly url: string };
  readonly news?: { readonly path: string; readonly blob: string };
  readonly commit?: string;
  /** Which of the branch's names is used: 1 the confirmed one, 2 the same with `-2`, and so on. */
  readonly name?: number;
  readonly pushed?: true;
  readonly pullTried?: PullTried | null;
  readonly pull?: { readonly number: number; readonly url: string };
  readonly droppedLabels?: readonly string[];
}

/** Reads a record back. Null when it is none of ours, or was changed since it was confirmed. */
export function readRecord(value: unknown): PortRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as PortRecord;
  // What is of another kind (a backport's) lies in the same store.
  if (
    'kind' in record ||
    record.version !== 1 ||
    typeof record.confirmed !== 'object' ||
    record.confirmed === null
  )
    return null;
  return hashOf(record.confirmed) === record.hash ? record : null;
}
