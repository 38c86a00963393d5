/** Every message between the page of all backports and its host, both directions. Plain values only. */

/** Which rows are shown. */
export type Show = 'needsYou' | 'open' | 'all';

/** One press against a defect. */
export interface RepairView {
  /** Its place in the defect. */
  readonly at: number;
  /** "Add label", "Backport to 3.12" */
  readonly label: string;
  /** Does it write on GitHub, or need git? Then it is held while GitHub cannot be reached. */
  readonly writes: boolean;
}

export interface DefectView {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  readonly repairs: readonly RepairView[];
}

/** What was done, or why it was not. */
export interface ToldView {
  readonly words: string;
  readonly ok: boolean;
}

export interface RowView {
  /** `main`, `3.14` */
  readonly branch: string;
  /** "bugfix" */
  readonly status: string;
  readonly pull: {
    /** "gh-210467" */
    readonly label: string;
    readonly number: number;
    readonly state: 'open' | 'merged' | 'closed';
    /** "merged 12 November", "open, not linked" */
    readonly words: string;
    readonly title: string;
  } | null;
  /** Where there is no pull request: "Not made: it conflicts". */
  readonly note: string | null;
  /** Below it: why none is needed, and which were closed before. */
  readonly more: string | null;
  readonly labels: readonly { readonly name: string; readonly there: boolean }[];
  readonly checks: {
    readonly state: 'passed' | 'failed' | 'running' | 'none' | 'looking';
    readonly words: string;
  } | null;
  readonly who: string;
  readonly when: string;
  readonly defects: readonly DefectView[];
  /** Somebody here said that it needs none: that can be taken back. */
  readonly takeBack: boolean;
  /** What was done about it: "Label added, read back 14:05." */
  readonly told: readonly ToldView[];
  /** Somebody may say that it needs none. */
  readonly maySkip: boolean;
  /** Something is being done about it. */
  readonly busy: boolean;
}

/** The backports of one advisory. */
export interface SectionView {
  readonly id: string;
  readonly title: string;
  /** null: not scored. */
  readonly rating: { readonly level: string; readonly words: string } | null;
  /** "gh-210457"; null: no issue. */
  readonly issue: string | null;
  /** "12 November", and whether its place in the archive is known; null: not sent. */
  readonly mail: { readonly words: string; readonly link: boolean } | null;
  /** "3 of 6 merged"; empty: not read yet. */
  readonly merged: string;
  readonly done: boolean;
  readonly folded: boolean;
  readonly reading: boolean;
  /** Why it could not be read, as a sentence. */
  readonly failure: string | null;
  /** Of the whole fix. */
  readonly defects: readonly DefectView[];
  /** Of the whole fix: what somebody here said is right so, and why. */
  readonly accepted: readonly { readonly id: string; readonly text: string; readonly reason: string }[];
  readonly told: readonly ToldView[];
  /** Why nothing of it may be repaired now, as a sentence; null: it may. */
  readonly held: string | null;
  /** Those that the filter shows. */
  readonly rows: readonly RowView[];
}

export interface BackportsState {
  readonly phase: 'loading' | 'ready';
  readonly sandbox: boolean;
  /** "2 advisories", "12 branches" */
  readonly meta: readonly string[];
  /** Where the branches are from; `warning`: from a copy that may be old. */
  readonly cycle: { readonly text: string; readonly warning: boolean } | null;
  readonly show: Show;
  readonly counts: Readonly<Record<Show, number>>;
  /** What one press repairs; `words`: "Add 1 label, correct 1 title". */
  readonly repair: { readonly count: number; readonly words: string };
  /** Why nothing may be repaired now, as a sentence; null: it may. */
  readonly held: string | null;
  /** The last reading did not come to its end: why, and of when what is shown is, "As of 13:42." */
  readonly stale: string | null;
  readonly sections: readonly SectionView[];
  /** Where there is nothing to show, why. */
  readonly empty: string | null;
  /** "3.10 reached its end of life in October 2026 and gets no fix." */
  readonly foot: readonly string[];
  /** An advisory to be brought into view, once; it counts how often. */
  readonly goTo: { readonly id: string; readonly times: number } | null;
}

export type ToPage = { readonly t: 'state'; readonly state: BackportsState };

export type ToHost =
  | { readonly t: 'ready' }
  /** Reads everything anew. */
  | { readonly t: 'again' }
  | { readonly t: 'show'; readonly show: Show }
  | { readonly t: 'fold'; readonly section: string; readonly folded: boolean }
  | {
      readonly t: 'open';
      readonly section: string;
      readonly what: 'issue' | 'mail';
    }
  | { readonly t: 'openPull'; readonly section: string; readonly pull: number }
  /** One press against a defect. `branch` null: of the whole. Answers what was done, as words, or null. */
  | {
      readonly t: 'repair';
      readonly section: string;
      readonly branch: string | null;
      readonly defect: string;
      readonly at: number;
    }
  /** All that one press can do. Answers what was done, as words. */
  | { readonly t: 'repairAll' }
  /** The branch needs none: asks why. */
  | { readonly t: 'notNeeded'; readonly section: string; readonly branch: string }
  /** A warning of the whole is to be shown again. */
  | { readonly t: 'warnAgain'; readonly section: string; readonly defect: string }
  /** The branch needs one after all. */
  | { readonly t: 'takeBack'; readonly section: string; readonly branch: string };
