import { nameOf, type Begun, type Forkless, type Wait, type WaitsParts } from './waitParts.ts';

/** The waits of this window, and their records: what a press began is remembered and survives the window. */
export class WaitSet {
  readonly #parts: Pick<WaitsParts, 'clock' | 'records' | 'words' | 'report'>;
  readonly #changed: () => void;
  readonly #waits = new Map<string, Wait>();
  /** Nobody wants to wait for these any more. */
  readonly #left = new Set<string>();

  constructor(parts: Pick<WaitsParts, 'clock' | 'records' | 'words' | 'report'>, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  get all(): readonly Wait[] {
    return [...this.#waits.values()];
  }

  of(about: Forkless): Wait | undefined {
    return this.#waits.get(nameOf(about));
  }

  isLeft(about: Forkless): boolean {
    return this.#left.has(nameOf(about));
  }

  /** Waits for one, and remembers that. */
  async begin(about: Forkless, by: Begun['by']): Promise<void> {
    const begun = { at: this.#parts.clock.now().toISOString(), by };
    this.#left.delete(nameOf(about));
    this.drop(about);
    this.add(about, begun);
    await this.#parts.records.update(about, { fork: begun });
  }

  /** The same as before. */
  again(about: Forkless): void {
    const { records, report } = this.#parts;
    this.begin(about, records.of(about).fork?.by ?? 'bot').catch(report);
  }

  /** Nobody waits for it any more: it is there, or will not be. */
  async end(about: Forkless): Promise<void> {
    this.drop(about);
    await this.#parts.records.update(about, { fork: undefined });
  }

  /** Nobody waits for it any more, in any window. What was begun goes on at GitHub: the row says so. */
  async leave(about: Forkless): Promise<void> {
    const { records } = this.#parts;
    this.refuse(about);
    const { fork } = records.of(about);
    if (fork) await records.update(about, { fork: { ...fork, left: true } });
  }

  /** This window does not wait for it any more by itself. */
  refuse(about: Forkless): void {
    this.drop(about);
    this.#left.add(nameOf(about));
  }

  add(
    about: Forkless,
    { at, by }: Begun,
    { kept = true, next = this.#now() }: Partial<Pick<Wait, 'kept' | 'next'>> = {},
  ): void {
    const name = nameOf(about);
    if (this.#waits.has(name) || this.#left.has(name)) return;
    const { words, report } = this.#parts;
    const started = Date.parse(at);
    const now = this.#now();
    const from = Number.isNaN(started) ? now : Math.min(started, now);
    const since = by === 'bot' ? null : from;
    const cancel = () => void this.leave(about).catch(report);
    const hide = by === 'us' ? words.making(about, cancel) : () => undefined;
    this.#waits.set(name, { about, from, since, hiddenSince: null, next, kept, hide });
    this.#changed();
  }

  /** From now on it survives the window, and the row tells of it. */
  keep(wait: Wait): void {
    if (wait.kept) return;
    wait.kept = true;
    const { records, clock, report } = this.#parts;
    const begun = { at: clock.now().toISOString(), by: 'bot' } as const;
    records.update(wait.about, { fork: begun }).catch(report);
  }

  drop(about: Forkless): void {
    const name = nameOf(about);
    this.#waits.get(name)?.hide();
    this.#waits.delete(name);
  }

  clear(): void {
    for (const { hide } of this.#waits.values()) hide();
    this.#waits.clear();
    this.#left.clear();
    this.#changed();
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}
