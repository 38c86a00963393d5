/** One line of the release cycle (peps.python.org `api/release-cycle.json`). */
export interface Branch {
  /** `main`, or `3.14`. */
  readonly branch: string;
  readonly version: string;
  readonly status: BranchStatus;
  readonly releaseManager: string | null;
  /** `2025-10-07`, or only `2025-10`; null: not said. */
  readonly firstRelease: string | null;
  /** `2030-10`; whole dates come with what has ended. null: not said. */
  readonly endOfLife: string | null;
}

/** From the newest state to the oldest. */
export const branchStatuses = [
  'planned',
  'feature',
  'prerelease',
  'bugfix',
  'security',
  'end-of-life',
] as const;

export type BranchStatus = (typeof branchStatuses)[number];

/** The branches of a project, and how fresh that is. */
export interface ReleaseCycle {
  /** All of them, newest first. */
  readonly branches: readonly Branch[];
  /**
   * `kept`: what was read before. `snapshot`: what came with the extension. `own`: the project names its branches, and
   * of their versions nothing is known.
   */
  readonly source: 'read' | 'kept' | 'snapshot' | 'own';
  /** ISO 8601: when it was read, or the day of the snapshot. */
  readonly at: string;
  /** What made no sense, or could not be read, a sentence each. */
  readonly problems: readonly string[];
}
