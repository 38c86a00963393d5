import type { Clock } from '../advisories/rhythm.ts';

interface Due {
  readonly next: number;
}

/** Looks at each of several when it is due (milliseconds), never at two at a time. `look` does not reject. */
export class Turns<T extends Due> {
  readonly #clock: Clock;
  readonly #all: () => readonly T[];
  readonly #look: (due: T, signal: AbortSignal) => Promise<void>;
  #timer: { dispose(): void } | null = null;
  #looking: AbortController | null = null;
  #under: Promise<void> = Promise.resolve();

  constructor(clock: Clock, all: () => readonly T[], look: (due: T, signal: AbortSignal) => Promise<void>) {
    this.#clock = clock;
    this.#all = all;
    this.#look = look;
  }

  /** Resolves when the look that is under way is answered. */
  settled(): Promise<void> {
    return this.#under;
  }

  /** What is waited for, or when, has changed. */
  schedule(): void {
    this.#timer?.dispose();
    this.#timer = null;
    const all = this.#all();
    if (this.#looking || all.length === 0) return;
    const due = all.reduce((one, other) => (other.next < one.next ? other : one));
    this.#timer = this.#clock.after(Math.max(0, due.next - this.#clock.now().getTime()), () => {
      this.#under = this.#turn(due);
    });
  }

  /** What is looked at now does not matter any more. */
  abort(): void {
    this.#looking?.abort();
  }

  async #turn(due: T): Promise<void> {
    const stop = (this.#looking = new AbortController());
    try {
      await this.#look(due, stop.signal);
    } finally {
      this.#looking = null;
      this.schedule();
    }
  }
}
