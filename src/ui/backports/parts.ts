import type { Advisory } from '../../advisory/model.ts';
import type { Round } from '../../jobs/backport/read/round.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { BackportFacts, BackportPull } from '../../process/backports/types.ts';
import type { ReleaseCycle } from '../../project/index.ts';
import type { Entry } from './entry.ts';
import type { KnownParts } from './known.ts';

/** What the overview asks, and of whom. */
export interface DashboardParts extends KnownParts {
  /** Who is signed in; null: nobody, or the list of advisories was not read yet. */
  readonly login: () => string | null;
  readonly links: () => readonly PortLinks[];
  readonly progress: (advisory: Pick<Advisory, 'repo' | 'ghsaId'>) => Entry['progress'];
  /** What the list knows of the pull request into main; null: nothing. */
  readonly mainOf: (advisory: Advisory) => BackportPull['state'] | null;
  readonly cycle: (signal: AbortSignal) => Promise<ReleaseCycle>;
  readonly read: (
    entry: Pick<Entry, 'advisory' | 'links' | 'progress'>,
    cycle: ReleaseCycle,
    signal: AbortSignal,
    /** The same object for as long as one reading of all goes on. */
    round: Round,
  ) => Promise<BackportFacts>;
  readonly now: () => Date;
}
