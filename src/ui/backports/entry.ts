import type { Advisory } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { BackportBoard, BackportFacts } from '../../process/backports/types.ts';
import type { Progress } from '../../process/types.ts';
import type { Notes } from './notes.ts';
import type { ToldOf } from './told.ts';

/** An advisory whose fix is public, with what was read of its backports. */
export interface Entry {
  /** As its row in the list is called. */
  readonly id: string;
  readonly advisory: Advisory;
  readonly links: PortLinks;
  /** How its project writes numbers of issues and pull requests: "gh-210457". */
  readonly number: (number: number) => string;
  readonly progress: Pick<Progress, 'announcedAt' | 'archiveUrl' | keyof Notes>;
  /** null: not read yet. */
  readonly facts: BackportFacts | null;
  readonly board: BackportBoard | null;
  readonly reading: boolean;
  /** Why it could not be read (anew), as a sentence. */
  readonly failure: string | null;
  /** What was done here, by branch; '' is the whole. */
  readonly told: ToldOf;
  /** Branches about which something is being done. */
  readonly busy: readonly string[];
}
