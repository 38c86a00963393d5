import type { Memento, SecretStorage } from 'vscode';
import type { JobStore } from '../../jobs/store.ts';
import { Emitter } from './emitter.ts';

/** Records that may be under embargo: in SecretStorage; their keys (ids or hashes) in global state. */
export class SecretStore implements JobStore {
  readonly #secrets: SecretStorage;
  readonly #state: Memento;
  /** Name of the list of keys. */
  readonly #index: string;
  readonly #read: (text: string) => unknown;
  readonly #changed = new Emitter();
  readonly onDidChange = this.#changed.event;

  /** `read`: what a record's text says. By default a damaged one is none, and can be written anew. */
  constructor(secrets: SecretStorage, state: Memento, index: `ghsa.${string}`, read = readOrNone) {
    this.#secrets = secrets;
    this.#state = state;
    this.#index = index;
    this.#read = read;
  }

  /** The keys of what is kept. */
  keys(): readonly string[] {
    return this.#state.get<string[]>(this.#index, []);
  }

  /** Null: there is none. */
  async load(key: string): Promise<unknown> {
    const text = await this.#secrets.get(key);
    return text === undefined ? null : this.#read(text);
  }

  async save(key: string, record: unknown): Promise<void> {
    // Listed first: what a kill leaves can be found, and a key without its secret is nothing.
    await this.#list(key);
    await this.#secrets.store(key, JSON.stringify(record));
    // A removal meanwhile took it off the list.
    await this.#list(key);
    this.#changed.fire();
  }

  async remove(key: string): Promise<void> {
    await this.#secrets.delete(key);
    await this.#state.update(
      this.#index,
      this.keys().filter(known => known !== key),
    );
    this.#changed.fire();
  }

  async #list(key: string): Promise<void> {
    if (!this.keys().includes(key)) await this.#state.update(this.#index, [...this.keys(), key]);
  }
}

function readOrNone(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
