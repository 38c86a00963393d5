import type { RepoRef } from '../../../advisory/model.ts';
import type { Overruled } from '../../../embargo/index.ts';
import type { Signing } from '../../../git/index.ts';
import type { PullTried } from '../../line/crosses.ts';
import { hashOf } from '../../line/record.ts';
import type { BackportField } from './types.ts';

/**
 * What a backport remembers from the moment it was confirmed until it ends: plain data, kept in the JobStore only. With
 * it, and by looking at what is there, it can go on after any failure.
 */
export interface BackportRecord {
  readonly version: 1;
  readonly kind: 'backport';
  readonly key: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** Number of the public pull request into the default branch. */
  readonly pull: number;
  readonly issue: number | null;
  readonly login: string;
  /** `branch` is the one that gets the backport. */
  readonly upstream: {
    readonly fullName: string;
    readonly defaultBranch: string;
    readonly branch: string;
    readonly url: string;
  };
  readonly fork: { readonly fullName: string; readonly url: string };
  /** There was no fork of one's own when the plan was made. */
  readonly forkMissing: boolean;
  readonly scratch: string;
  /** The commit of the branch that the backport stands on. */
  readonly publicMain: string;
  /** The commit on main. */
  readonly sha: string;
  /** Conflicts were resolved by hand, or a private backport was used: the tree cannot be made anew from what is public. */
  readonly byHand: boolean;
  readonly mergedTree: string;
  /** ISO 8601; the commit's date. */
  readonly date: string;
  readonly confirmedAt: string;
  /** Everything that becomes public, exactly as confirmed. */
  readonly confirmed: BackportConfirmed;
  /** SHA-256 of `confirmed`; each run checks it. */
  readonly hash: string;
  /** What the page said is there already; undefined: an older record, which does not say. */
  readonly there?: { readonly number: number; readonly merged: boolean } | null;
  readonly done: BackportDone;
}

export interface BackportConfirmed {
  readonly texts: Readonly<Record<BackportField, string>>;
  /** `backport-0123abc-3.12` */
  readonly branch: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly committer: { readonly name: string; readonly email: string };
  /** Addresses that the commit on main names: they are public already. */
  readonly emails: readonly string[];
  readonly pullLabels: readonly string[];
  readonly signing: Signing | null;
  readonly overruled: readonly Overruled[];
}

export interface BackportDone {
  /** Full name of the fork that was found or made. */
  readonly fork?: string;
  readonly commit?: string;
  /** Which of the branch's names is used: 1 the confirmed one, 2 the same with `-2`, and so on. */
  readonly name?: number;
  readonly pushed?: true;
  readonly pullTried?: PullTried | null;
  readonly pull?: { readonly number: number; readonly url: string };
  readonly droppedLabels?: readonly string[];
}

/** Reads a record back. Null when it is none of ours, or was changed since it was confirmed. */
export function readBackportRecord(value: unknown): BackportRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as BackportRecord;
  if (record.version !== 1 || record.kind !== 'backport') return null;
  if (typeof record.confirmed !== 'object' || record.confirmed === null) return null;
  return hashOf(record.confirmed) === record.hash ? record : null;
}
