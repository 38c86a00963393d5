interface Turn {
  readonly stop: AbortController;
  readonly whole: Promise<void>;
  /** Only the view wanted it: it ends when nobody looks. */
  readonly forView: boolean;
}

/** One piece of work at a time: the last one asked for wins. */
export class Turns {
  #running: Turn | null = null;

  /** What is being done now; null: nothing. */
  get whole(): Promise<void> | null {
    return this.#running?.whole ?? null;
  }

  /** Stops what is under way and does this instead. Whoever waits for what was overtaken waits for this. */
  take(by: 'command' | 'view', work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const before = this.#running;
    before?.stop.abort();
    const stop = new AbortController();
    const whole: Promise<void> = begun(work, stop.signal).finally(() => {
      if (this.#running?.stop !== stop) return this.#running?.whole;
      this.#running = null;
      return undefined;
    });
    this.#running = { stop, whole, forView: by === 'view' && before?.forView !== false };
    return whole;
  }

  /** Stops what is under way; with `view` only what nobody but the view wanted. Tells whether something was stopped. */
  stop(only?: 'view'): boolean {
    if (!this.#running || (only === 'view' && !this.#running.forView)) return false;
    this.#running.stop.abort();
    this.#running = null;
    return true;
  }
}

/** What was overtaken or stopped fails nobody. */
async function begun(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
  try {
    await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
