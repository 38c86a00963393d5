import type { Memento, SecretStorage } from 'vscode';
import type { JobStore } from '../../jobs/store.ts';
import { Emitter } from './emitter.ts';

/** Records that may be under embargo: in SecretStorage; their keys (ids or hashes) in global state. */
export class SecretStore implements JobStore {
  readonly #secrets: SecretStorage;
  readonly #state: Memento;
  /** Name of the list of keys. */
  readonly #index: string;
  readonly #changed = new Emitter();
  readonly onDidChange = this.#changed.event;

  constructor(secrets: SecretStorage, state: Memento, index: `ghsa.${string}`) {
    this.#secrets = secrets;
    this.#state = state;
    this.#index = index;
  }

  /** The keys of what is kept. */
  keys(): readonly string[] {
    return this.#state.get<string[]>(this.#index, []);
  }

  async load(key: string): Promise<unknown> {
    const text = await this.#secrets.get(key);
    if (text === undefined) return null;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return null;
    }
  }

  async save(key: string, record: unknown): Promise<void> {
    await this.#secrets.store(key, JSON.stringify(record));
    if (!this.keys().includes(key)) await this.#state.update(this.#index, [...this.keys(), key]);
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
}
