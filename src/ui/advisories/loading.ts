import type { Clock } from './rhythm.ts';

/** Milliseconds of loading after which the view says what it is doing. */
const patience = 4_000;

/** The message of a reading that takes long: nothing at first, then what is being read. */
export class Loading {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #timer: { dispose(): void } | null = null;
  #text = '';
  #late = false;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Empty until it has taken long. */
  get message(): string {
    return this.#late ? this.#text : '';
  }

  begin(): void {
    this.end();
    this.#timer = this.#clock.after(patience, () => {
      this.#late = true;
      this.#changed();
    });
  }

  /** "Loading python/cpython, page 3…" */
  tell(text: string): void {
    this.#text = text;
    if (this.#late) this.#changed();
  }

  end(): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#text = '';
    if (!this.#late) return;
    this.#late = false;
    this.#changed();
  }
}
