import type { Clock } from '../../../../src/ui/advisories/rhythm.ts';

/** A clock that a test sets; `advanced` is told of each step. */
export class TestClock implements Clock {
  #now = Date.parse('2026-11-20T13:20:00Z');
  #timers: { readonly at: number; readonly call: () => void }[] = [];
  readonly #advanced: (milliseconds: number) => void;

  constructor(advanced: (milliseconds: number) => void = () => undefined) {
    this.#advanced = advanced;
  }

  now = () => new Date(this.#now);

  after(milliseconds: number, call: () => void) {
    const timer = { at: this.#now + milliseconds, call };
    this.#timers.push(timer);
    return { dispose: () => void (this.#timers = this.#timers.filter(other => other !== timer)) };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  /** Passes so much time, and waits for the answer to what each timer began. */
  async pass(milliseconds: number, settled: () => Promise<unknown>): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#set(next.at);
      next.call();
      await settled();
    }
    this.#set(end);
  }

  #set(now: number): void {
    this.#advanced(now - this.#now);
    this.#now = now;
  }
}
