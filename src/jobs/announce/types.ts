import type { Advisory } from '../../advisory/model.ts';

/** A public pull request, as far as an announcement cares. */
export interface FixPull {
  readonly number: number;
  readonly title: string;
  /** The issue that it names; null: none. */
  readonly issue: number | null;
  readonly htmlUrl: string;
  /** The branch it goes to. */
  readonly base: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** ISO 8601. */
  readonly mergedAt: string | null;
}

/**
 * Where the fix is. `elsewhere`: merged, but not into main. `reverted`: merged, and taken back by `revertedBy`.
 * `unread`: GitHub could not be asked, or does not have it; `message` says why.
 */
export interface Fix {
  readonly status: 'none' | 'unread' | 'open' | 'closed' | 'elsewhere' | 'reverted' | 'merged';
  readonly pull: FixPull | null;
  /** The public issue, where it is known. */
  readonly issue: number | null;
  /** The default branch: `main`. */
  readonly main: string;
  readonly revertedBy: FixPull | null;
  /** Merged pull requests that speak of a revert of this one, and are none by their words. */
  readonly doubts: readonly FixPull[];
  /** Why it is the fix although it was taken back. */
  readonly keptFor: string | null;
  /** Other pull requests of the same issue that are merged into main and were not taken back. */
  readonly others: readonly FixPull[];
  /** False: who mentions it could not be read, so nothing is known of reverts and of others. */
  readonly complete: boolean;
  readonly message: string | null;
}

/** What an announcement is made of, as GitHub has it now. */
export interface AnnouncementFacts {
  readonly advisory: Advisory;
  readonly fix: Fix;
}

export type GateId = 'accepted' | 'severity' | 'title' | 'description' | 'cveId' | 'fix' | 'address';

/** What puts a gate right: a field of the advisory's page, the pull request, the setting of the address, … */
export type RepairId =
  'accept' | 'severity' | 'title' | 'description' | 'cveId' | 'port' | 'showPull' | 'address' | 'again';

/** Something that has to be so before the e-mail may go out. */
export interface Gate {
  readonly id: GateId;
  readonly label: string;
  /** "Sending waits for …"; where it is missing, the label in lower case. */
  readonly waits?: string;
  /** `unknown`: it could not be read. */
  readonly state: 'ok' | 'open' | 'unknown';
  /** Evidence, or what is missing. Empty: the label says it all. */
  readonly detail: string;
  /** What is to be known although it holds nothing up; a sentence. */
  readonly warning: string | null;
  readonly repair: { readonly id: RepairId; readonly label: string } | null;
}
