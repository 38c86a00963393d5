import type { JobStore } from '../../../jobs/store.ts';

/** What was agreed to run in a clone. */
interface Agreement {
  /** The setting as it was then: where that changes, it is asked again. */
  readonly setting: string;
  /** A command of one's own; null: the setting, with the tests of the branch. */
  readonly command: string | null;
}

/** Where the agreements lie: a command may name what is under embargo, so in SecretStorage. */
export interface AgreementStore extends JobStore {
  keys(): readonly string[];
}

/** What may run in which clone without a question. */
export class Agreements {
  readonly #store: AgreementStore;

  constructor(store: AgreementStore) {
    this.#store = store;
  }

  /** `undefined`: nothing yet. */
  async of(path: string, setting: string): Promise<string | null | undefined> {
    const known = (await this.#store.load(keyOf(path))) as Partial<Agreement> | null;
    return known?.setting === setting ? (known.command ?? null) : undefined;
  }

  async keep(path: string, agreement: Agreement): Promise<void> {
    await this.#store.save(keyOf(path), agreement);
  }

  /** Those of clones that are gone go, too. */
  async sweep(paths: readonly string[]): Promise<void> {
    const keep = new Set(paths.map(keyOf));
    for (const key of this.#store.keys()) if (!keep.has(key)) await this.#store.remove(key);
  }
}

const keyOf = (path: string) => `ghsa.tests:${path}`;
