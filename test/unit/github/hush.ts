import type { Silence } from '../../../src/github/index.ts';

/** A minute of silence that passes when the test says so. */
export class Hush implements Silence {
  readonly limit = 60_000;
  readonly #waiting = new Set<() => void>();
  #reached: { readonly count: number; readonly call: () => void } | null = null;
  #armed = 0;

  after = (_: number, call: () => void) => {
    this.#waiting.add(call);
    this.#armed++;
    if (this.#reached && this.#armed >= this.#reached.count) this.#reached.call();
    return { dispose: () => void this.#waiting.delete(call) };
  };

  /** How many wait now. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Resolves when it was begun so often. */
  begun(count: number): Promise<void> {
    return new Promise(call => {
      this.#reached = { count, call };
      if (this.#armed >= count) call();
    });
  }

  /** The minute is over, for all that wait. */
  pass(): void {
    for (const call of [...this.#waiting]) {
      this.#waiting.delete(call);
      call();
    }
  }
}
