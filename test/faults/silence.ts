import type { Silence } from '../../src/github/index.ts';

/**
 * The deadline of every client of the matrix: it passes when a fault says so, and by itself never. Others that wait at
 * that moment are answered first, as they are within a minute: the one that is not answered is the last.
 */
class VirtualSilence implements Silence {
  readonly limit = 60_000;
  readonly #waiting = new Set<() => void>();
  #passes = false;

  after = (_: number, call: () => void) => {
    this.#waiting.add(call);
    return {
      dispose: () => {
        this.#waiting.delete(call);
        this.#look();
      },
    };
  };

  /** A minute goes by in which one request gets no answer. */
  readonly pass = (): void => {
    this.#passes = true;
    this.#look();
  };

  /** It does not, after all. */
  rest(): void {
    this.#passes = false;
  }

  #look(): void {
    const [last, ...others] = this.#waiting;
    if (!this.#passes || !last || others.length > 0) return;
    this.#passes = false;
    this.#waiting.clear();
    last();
  }
}

export const silence = new VirtualSilence();
