import type { BackportFacts, BackportPull } from '../../process/backports/types.ts';
import type { Entry } from './entry.ts';
import { isDone } from './weigh.ts';

type State = BackportPull['state'];

/** What was read of one advisory. */
interface Reading {
  readonly facts: BackportFacts | null;
  /** Why it could not be read (anew), as a sentence. */
  readonly failure: string | null;
  /** When it was read, in milliseconds. */
  readonly at: number;
  /** What the list said of main then. */
  readonly main: State | null;
}

const none: Reading = { facts: null, failure: null, at: 0, main: null };

/** What is done everywhere is looked at again after so long, and when somebody asks. */
const hour = 60 * 60 * 1000;

/** What was read, by advisory, and what is due to be read anew. */
export class Readings {
  readonly #all = new Map<string, Reading>();
  readonly #mainOf: (advisory: Entry['advisory']) => State | null;

  /** What the list knows of the pull request into main; null: nothing. */
  constructor(mainOf: (advisory: Entry['advisory']) => State | null) {
    this.#mainOf = mainOf;
  }

  of(id: string): Reading {
    return this.#all.get(id) ?? none;
  }

  took({ id, advisory }: Entry, facts: BackportFacts, now: Date): void {
    this.#all.set(id, { facts, failure: null, at: now.getTime(), main: this.#mainOf(advisory) });
  }

  /** What was known stays. */
  failed({ id, advisory }: Entry, failure: string): void {
    this.#all.set(id, { ...this.of(id), failure, main: this.#mainOf(advisory) });
  }

  /** Was it never tried, or did the list find out something of main since? */
  isDue(entry: Entry): boolean {
    if (entry.facts === null) return entry.failure === null;
    const now = this.#mainOf(entry.advisory);
    return now !== null && now !== entry.facts.main.state && now !== this.of(entry.id).main;
  }

  /** Is it done, and was that read lately? */
  rests(entry: Entry, now: Date): boolean {
    const recent = now.getTime() - this.of(entry.id).at < hour;
    return recent && isDone(entry.board) && entry.failure === null && !this.isDue(entry);
  }

  clear(): void {
    this.#all.clear();
  }
}
