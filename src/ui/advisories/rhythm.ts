import type { AdvisoriesModel } from './model.ts';

/** Time, so that tests need not wait for it. */
export interface Clock {
  now(): Date;
  /** Calls once after so many milliseconds, unless disposed of before. */
  after(milliseconds: number, call: () => void): { dispose(): void };
}

export const realClock: Clock = {
  now: () => new Date(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

export interface RhythmParts {
  readonly model: Pick<AdvisoriesModel, 'duePolls' | 'poll' | 'rest'>;
  readonly clock: Clock;
  /** Minutes between refreshes; 0: never. Read each time. */
  readonly minutes: () => number;
  readonly refresh: () => Promise<unknown>;
  /** Days and hours pass: rows may look otherwise now. */
  readonly passed: () => void;
}

const minute = 60_000;

/** What happens by itself while the view is looked at, minute by minute; nothing while it is not. */
export class Rhythm {
  readonly #parts: RhythmParts;
  #timer: { dispose(): void } | null = null;
  #refreshed: number;
  #polling: Promise<void> = Promise.resolve();

  constructor(parts: RhythmParts) {
    this.#parts = parts;
    this.#refreshed = parts.clock.now().getTime();
  }

  /** The view is looked at, or no more. */
  see(visible: boolean): void {
    if (!visible) {
      this.dispose();
      this.#parts.model.rest();
    } else if (this.#timer === null) {
      this.#wait();
      this.#parts.passed();
    }
  }

  /** A refresh began, for whatever reason. */
  began(): void {
    this.#refreshed = this.#parts.clock.now().getTime();
  }

  /** Resolves when the polls that were begun are answered. */
  settled(): Promise<void> {
    return this.#polling;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }

  #wait(): void {
    this.#timer = this.#parts.clock.after(minute, () => {
      this.#wait();
      this.#tick();
    });
  }

  #tick(): void {
    const { model, clock, minutes, refresh, passed } = this.#parts;
    const now = clock.now();
    passed();
    if (minutes() > 0 && now.getTime() - this.#refreshed >= minutes() * minute) {
      this.#refreshed = now.getTime();
      void refresh();
      return;
    }
    // One after another: nobody is in a hurry.
    this.#polling = model
      .duePolls()
      .reduce(
        (before, id) => before.then(() => (this.#timer === null ? undefined : model.poll(id))),
        this.#polling,
      );
  }
}
