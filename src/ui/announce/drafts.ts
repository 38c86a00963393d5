import type { JobStore } from '../../jobs/store.ts';
import type { Overruled } from '../../embargo/index.ts';

/** What was changed by hand in an announcement. */
export interface AnnounceDraft {
  /** The edited text; null: the template's. */
  readonly text: string | null;
  /** The template's text from which it was edited. */
  readonly template: string;
  /** Findings that are kept, with their reasons. */
  readonly kept: readonly Overruled[];
}

export const untouched: AnnounceDraft = { text: null, template: '', kept: [] };

/** The longest text that is taken in, in characters; a mail has far less. */
export const longestText = 200_000;

/** Keeps the draft of one announcement. Writes follow each other, and of those that wait only the newest is written. */
export class AnnounceDrafts {
  readonly #store: JobStore;
  readonly #key: string;
  readonly #failed: (error: unknown) => void;
  #next: AnnounceDraft | null = null;
  #writing: Promise<void> | null = null;

  constructor(store: JobStore, key: string, failed: (error: unknown) => void) {
    this.#store = store;
    this.#key = key;
    this.#failed = failed;
  }

  /** A record of another form is nothing. */
  async load(): Promise<AnnounceDraft> {
    const record = (await this.#store.load(this.#key)) as Partial<
      Record<keyof AnnounceDraft, unknown>
    > | null;
    const { text, template, kept } = record ?? {};
    if (typeof template !== 'string' || !Array.isArray(kept)) return untouched;
    return {
      text: typeof text === 'string' ? text.slice(0, longestText) : null,
      template,
      kept: kept.filter(isOverruled),
    };
  }

  keep(draft: AnnounceDraft): void {
    this.#next = draft;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
  }

  /** Resolves when everything is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#next) {
      const next = this.#next;
      this.#next = null;
      try {
        if (next.text === null && next.kept.length === 0) await this.#store.remove(this.#key);
        else await this.#store.save(this.#key, next);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}

function isOverruled(entry: unknown): entry is Overruled {
  const { id, reason } = (entry ?? {}) as Partial<Overruled>;
  return typeof id === 'string' && typeof reason === 'string';
}
