import type { ExtensionContext } from 'vscode';
import type { JobStore } from '../../../jobs/store.ts';
import { SecretStore } from '../../common/secretStore.ts';

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

  /** The clone is gone. Also what another window agreed to, which need not be in the list of keys here. */
  async forget(path: string): Promise<void> {
    if (this.#store.keys().includes(keyOf(path)) || (await this.#store.load(keyOf(path))) !== null)
      await this.#store.remove(keyOf(path));
  }

  /**
   * Keys of all that is kept: of the list, of these clones, which another window may have agreed for, and of the keys
   * of secrets, where VS Code tells them.
   */
  async left(paths: readonly string[], secrets: readonly string[]): Promise<readonly string[]> {
    const keys = new Set(this.#store.keys());
    for (const key of [...paths.map(keyOf), ...secrets.filter(name => name.startsWith(prefix))])
      if ((await this.#store.load(key)) !== null) keys.add(key);
    return [...keys];
  }

  async forgetAll(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#store.remove(key);
  }

  /** Those of clones that are gone go, too. */
  async sweep(paths: readonly string[]): Promise<void> {
    const keep = new Set(paths.map(keyOf));
    for (const key of this.#store.keys()) if (!keep.has(key)) await this.#store.remove(key);
  }
}

const prefix = 'ghsa.tests:';
const keyOf = (path: string) => `${prefix}${path}`;

/** Those of this VS Code, or of its practice. */
export function agreementsOf({
  secrets,
  globalState,
}: Pick<ExtensionContext, 'secrets' | 'globalState'>): Agreements {
  return new Agreements(new SecretStore(secrets, globalState, 'ghsa.tests'));
}
