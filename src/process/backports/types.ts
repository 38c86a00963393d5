import type { Branch } from '../../project/index.ts';

/** What the checks of a pull request's head say. `none`: nothing reported yet. */
export interface Checks {
  readonly state: 'passed' | 'failed' | 'running' | 'none';
  /** How many failed. */
  readonly failed: number;
}

/** A public pull request of a fix: into main, or into a maintenance branch. */
export interface BackportPull {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** The branch it goes to. */
  readonly base: string;
  readonly labels: readonly string[];
  readonly htmlUrl: string;
  readonly author: string | null;
  /** By nobody known here: no bot, not the coordinator, nobody of the fix, nobody with a role in the repository. */
  readonly stranger?: boolean;
  /** ISO 8601; null: not merged. */
  readonly mergedAt: string | null;
  readonly mergedBy: string | null;
  /** The commit of the merge, from the `merged` event; null: not merged, or not said. */
  readonly mergeCommit: string | null;
  /** Does the issue's list of linked pull requests name it? null: the issue has no such list. */
  readonly linked: boolean | null;
  /** null: could not be read. */
  readonly checks: Checks | null;
  /** The release that holds the merge: `3.14.8`, and whether it is out; null: not merged, or not known. */
  readonly release: { readonly name: string; readonly out: boolean } | null;
}

/** The bot's word that it could not make a backport. */
export interface GaveUp {
  readonly branch: string;
  /** ISO 8601 */
  readonly at: string;
  /** false: of something else than a conflict. */
  readonly conflict?: boolean;
}

/** What GitHub shows of the fix of one advisory and of its backports. Unknown is null, never a guess. */
export interface BackportFacts {
  /** `owner/name` of the public repository. */
  readonly repo: string;
  /** Numbers of the public issues that the fix names; more than one is a defect. */
  readonly issues: readonly number[];
  /** Other advisories that this machine knows to name the same issue (short ids). */
  readonly sharedWith: readonly string[];
  readonly main: BackportPull;
  /** Issues of the fix that could not be read: what they list is not known. */
  readonly unread?: readonly number[];
  /** When a label of the main pull request asked for a branch the last time (ISO 8601), where GitHub says it. */
  readonly askedAt?: Readonly<Record<string, string>>;
  /** Branches whose newest tag is a release candidate: their release manager alone merges. */
  readonly candidates?: readonly string[];
  /** All pull requests that are backports of it, by their titles or the issue's list; several of one branch may be there. */
  readonly pulls: readonly BackportPull[];
  readonly gaveUp: readonly GaveUp[];
  /** Labels that the repository has; null: could not be read. */
  readonly knownLabels: readonly string[] | null;
  /** The signed-in account: it may change what it wrote itself. */
  readonly me: string;
  readonly mayLabel: boolean;
  /** May the titles of others' pull requests be changed? */
  readonly mayEdit: boolean;
  /** Every branch of the release cycle, newest first. */
  readonly branches: readonly Branch[];
  /** Branches that the public repository has; null: could not be read. */
  readonly existing: readonly string[] | null;
  /** Login of a release manager by the name that the release cycle says. */
  readonly logins: Readonly<Record<string, string>>;
  /** Branches that a coordinator said need none, with the reason. */
  readonly notNeeded: Readonly<Record<string, string>>;
  /** Warnings of the whole (`Defect.id`) that a coordinator said are right so, with the reason. */
  readonly accepted?: Readonly<Record<string, string>>;
  /** ISO 8601; when this was read. */
  readonly at: string;
}

/** What one press, or one copied text, does about a defect. */
export type Repair =
  | {
      readonly id: 'addLabels';
      readonly label: string;
      readonly pull: number;
      readonly labels: readonly string[];
    }
  | { readonly id: 'correctTitle'; readonly label: string; readonly pull: number; readonly title: string }
  | { readonly id: 'backport'; readonly label: string; readonly branch: string }
  | { readonly id: 'notNeeded'; readonly label: string; readonly branch: string }
  /** Asks for a reason, which is kept in `accepted`. */
  | { readonly id: 'accept'; readonly label: string; readonly defect: string }
  | { readonly id: 'copy'; readonly label: string; readonly text: string }
  | { readonly id: 'open'; readonly label: string; readonly url: string };

/** Something that is not as the process wants it, as one sentence. */
export interface Defect {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  readonly repairs: readonly Repair[];
}

/** A label that is wanted, and whether it is there. */
export interface WantedLabel {
  readonly name: string;
  readonly there: boolean;
}

/** A defect that is right so, and why. */
export interface AcceptedDefect {
  readonly id: string;
  readonly text: string;
  readonly reason: string;
}

export interface BackportRow {
  /** `main`, `3.14` */
  readonly branch: string;
  readonly status: Branch['status'];
  /** `fix`: main itself. `not-needed`: somebody said so. */
  readonly need: 'fix' | 'needed' | 'not-needed';
  /** Why it is not needed. */
  readonly reason: string | null;
  readonly pull: BackportPull | null;
  /** Who made it, where that is nobody known here. */
  readonly by: string | null;
  /** Closed without a merge and made anew by `pull`. */
  readonly former: readonly number[];
  readonly labels: readonly WantedLabel[];
  /** "nutmeg-core", "basil-rm, release manager" */
  readonly who: string;
  /** "3.14.8, not released yet", "waits for the merge" */
  readonly when: string;
  /** Under the number where there is no pull request: "Not made: it conflicts". */
  readonly note: string | null;
  readonly defects: readonly Defect[];
}

/** The backports of one advisory as the dashboard shows them. */
export interface BackportBoard {
  readonly rows: readonly BackportRow[];
  /** Of the whole: two issues for one CVE, one issue for two. */
  readonly defects: readonly Defect[];
  /** Those of the whole that a coordinator said are right so. */
  readonly accepted: readonly AcceptedDefect[];
  readonly merged: number;
  /** Rows that get the fix, main included. */
  readonly needed: number;
  /** Rows, and defects of the whole, that somebody here can do something about. */
  readonly needsYou: number;
  readonly open: number;
}

/** What the tree and the step of an advisory show. */
export type BackportSummary = Pick<BackportBoard, 'merged' | 'needed' | 'needsYou' | 'open'>;
