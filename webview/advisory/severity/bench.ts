import type { MetricId } from '../../../src/cvss/index.ts';
import type { Chosen } from '../../../src/ui/editor/protocol.ts';
import type { PageModel } from '../model.ts';

/** One line under the vector: what was repaired, refused or proposed. */
export interface Said {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly actions?: readonly { readonly label: string; readonly act: () => void }[];
  /** Stays while gaps are filled; others go with the next change. */
  readonly untilComplete?: boolean;
}

/** What the parts of the tab may do to each other. */
export interface Bench {
  readonly model: PageModel;
  say(message: Said | null): void;
  /** Moves the focus to a value, to the chosen one, or to the first; chooses nothing. */
  focusValue(metric: MetricId, code?: string): void;
  /** Fills what a v3 vector says clearly, and marks it. */
  propose(vector: string): void;
  /** Where a proposed value came from: `v3.1`; null for the user's own choices. */
  proposedFrom(metric: MetricId): string | null;
  /** The letter, arrow or press of a user. */
  choose(metric: MetricId, code: string): void;
  /** Sets several at once; the sentence offers to undo it. */
  setAll(chosen: Chosen): void;
  /** To the field "Why" of a metric. */
  why(metric: MetricId): void;
}
