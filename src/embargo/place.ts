import type { Readings } from './normal.ts';
import type { Secrets } from './secrets.ts';

/** The kinds of leaks. */
export type LeakRule =
  | 'advisory-id'
  | 'cve-id'
  // A name of its own: who kept an older CVE id did not keep the one that is recorded later.
  | 'unrecorded-cve-id'
  | 'private-fork'
  | 'title-tag'
  | 'token'
  | 'email'
  | 'shared-words';

/** A place in a text that must not, or should not, become public. Offsets are UTF-16, into the original. */
export interface LeakPlace {
  readonly rule: LeakRule;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Looks for one kind of leak. */
export type Rule = (original: string, readings: Readings, secrets: Secrets) => LeakPlace[];
