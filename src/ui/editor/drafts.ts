import { emptyDraft, isEmpty, type Draft } from '../../advisory/draft.ts';
import type { AdvisoryFields } from '../../advisory/fields.ts';
import type { JobStore } from '../../jobs/store.ts';

/** A draft with what it was edited from, so that it can be merged whenever it is found again. */
export interface KeptDraft {
  readonly base: AdvisoryFields;
  readonly draft: Draft;
}

const version = 1;

/** Keeps one advisory's draft. Writes follow each other, and of those that wait only the newest is written. */
export class DraftKeeper {
  readonly #store: JobStore;
  readonly #key: string;
  readonly #failed: (error: unknown) => void;
  #next: KeptDraft | null = null;
  #writing: Promise<void> | null = null;

  constructor(store: JobStore, key: string, failed: (error: unknown) => void) {
    this.#store = store;
    this.#key = key;
    this.#failed = failed;
  }

  /** What was kept, or null. A record of another form is left alone. */
  async load(): Promise<KeptDraft | null> {
    const record = (await this.#store.load(this.#key)) as
      (Partial<KeptDraft> & { readonly version?: unknown }) | null;
    if (record?.version !== version || !record.base || !record.draft) return null;
    return { base: record.base, draft: { ...emptyDraft, ...record.draft } };
  }

  keep(kept: KeptDraft): void {
    this.#next = kept;
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
  }

  /** Resolves when everything is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#next) {
      const { base, draft } = this.#next;
      this.#next = null;
      try {
        if (isEmpty(draft)) await this.#store.remove(this.#key);
        else await this.#store.save(this.#key, { version, base, draft });
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
