import type { Memento } from 'vscode';
import { dayOfTime, dayProblem, yearBefore } from '../../project/index.ts';

/** What is remembered of one GitHub's reports: public names and a day. */
interface Last {
  /** On which day the last report was made that was saved. */
  readonly day?: string;
  /** Logins of the Steering Council. */
  readonly council?: readonly string[];
}

const key = 'ghsa.reports';

/** Is anything remembered of reports, of whatever GitHub? */
export function remembersReports(memory: Pick<Memento, 'get'>): boolean {
  return memory.get<unknown>(key) !== undefined;
}

export async function forgetReports(memory: Pick<Memento, 'update'>): Promise<void> {
  await memory.update(key, undefined);
}

/** The last report: the next one begins where it ended (PEP 811: "since the last report was generated"). */
export class LastReports {
  readonly #memory: Memento;
  readonly #apiUrl: () => string;

  constructor(memory: Memento, apiUrl: () => string) {
    this.#memory = memory;
    this.#apiUrl = apiUrl;
  }

  /** The day of the last report; null: none was saved, or what is remembered is no such day. */
  get known(): string | null {
    const { day } = this.#last;
    return typeof day === 'string' && dayProblem(day, new Date()) === null ? day : null;
  }

  get council(): readonly string[] {
    const { council } = this.#last;
    return Array.isArray(council) ? council.filter(login => typeof login === 'string') : [];
  }

  /** The first day of the next report: the last one's, else a year ago. */
  next(now: Date): string {
    return this.known ?? yearBefore(dayOfTime(now));
  }

  setDay(day: string): Promise<void> {
    return this.#set({ day });
  }

  setCouncil(council: readonly string[]): Promise<void> {
    return this.#set({ council });
  }

  get #all(): Readonly<Record<string, Last>> {
    const all = this.#memory.get<unknown>(key);
    return typeof all === 'object' && all !== null ? (all as Record<string, Last>) : {};
  }

  get #last(): Last {
    const last: unknown = this.#all[this.#apiUrl()];
    return typeof last === 'object' && last !== null ? last : {};
  }

  async #set(change: Last): Promise<void> {
    await this.#memory.update(key, { ...this.#all, [this.#apiUrl()]: { ...this.#last, ...change } });
  }
}
