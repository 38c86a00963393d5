import { repoName, type Advisory } from '../../advisory/model.ts';
import type { ForkGitHub } from '../../jobs/fork/wait.ts';
import type { Progress } from '../../process/types.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Clock } from '../advisories/rhythm.ts';
import type { ProgressRecords } from '../common/progress.ts';

export type Forkless = Pick<Advisory, 'repo' | 'ghsaId'>;

/** What is said of a fork that is waited for. */
export interface WaitWords {
  /** Stands there while GitHub makes it, with a way to stop waiting; gives what takes it away. */
  making(about: Forkless, cancel: () => void): () => void;
  ready(advisory: Advisory): void;
  /** `begun`: GitHub makes it, and does not end; else nobody has begun. */
  tooLong(about: Forkless, more: { htmlUrl: string | null; begun: boolean }, waitOn: () => void): void;
  /** GitHub does not let us look any more. */
  stopped(about: Forkless, error: unknown, waitOn: () => void): void;
}

export interface WaitsParts {
  readonly clock: Clock;
  readonly github: () => Promise<ForkGitHub>;
  readonly model: Pick<AdvisoriesModel, 'state' | 'advisories' | 'facts' | 'take' | 'refresh'>;
  readonly records: Pick<ProgressRecords, 'of' | 'update' | 'load' | 'entries'>;
  readonly words: WaitWords;
  /** For the log. */
  readonly report: (error: unknown) => void;
}

export interface Wait {
  readonly about: Forkless;
  /** Since when it is waited for (milliseconds). */
  readonly from: number;
  /** Since when GitHub makes it (milliseconds); null: nobody has begun. */
  since: number | null;
  /** Since when GitHub does not show the advisory (milliseconds); null: it does. */
  hiddenSince: number | null;
  /** When it is looked at next. */
  next: number;
  /** Is there a record of it? Then another window may wait, too. */
  kept: boolean;
  /** Takes the progress away. */
  readonly hide: () => void;
}

export type Begun = NonNullable<Progress['fork']>;

export function nameOf({ repo, ghsaId }: Forkless): string {
  return `${repoName(repo)}/${ghsaId}`.toLowerCase();
}
