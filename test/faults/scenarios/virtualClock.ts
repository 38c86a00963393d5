import type { Clock } from '../../../src/ui/advisories/rhythm.ts';

/** Time that passes when somebody lets it; `advance` tells GitHub of each step first, and whether it heard. */
export class VirtualClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly call: () => void }[] = [];
  readonly #advance: (milliseconds: number) => Promise<boolean>;

  constructor(now: number, advance: (milliseconds: number) => Promise<boolean>) {
    this.#now = now;
    this.#advance = advance;
  }

  now = () => new Date(this.#now);

  after(milliseconds: number, call: () => void) {
    const timer = { at: this.#now + milliseconds, call };
    this.#timers.push(timer);
    return { dispose: () => void (this.#timers = this.#timers.filter(other => other !== timer)) };
  }

  /** Passes the time until the next timer, and calls it. False: there is none, or time stands still. */
  async next(): Promise<boolean> {
    const timer = this.#timers.sort((one, other) => one.at - other.at)[0];
    if (!timer) return false;
    if (!(await this.#advance(timer.at - this.#now))) return false;
    // It may have been disposed of meanwhile.
    if (!this.#timers.includes(timer)) return true;
    this.#timers = this.#timers.filter(other => other !== timer);
    this.#now = timer.at;
    timer.call();
    return true;
  }
}
