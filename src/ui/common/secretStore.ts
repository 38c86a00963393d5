import type { Memento, SecretStorage } from 'vscode';
import { JobError } from '../../jobs/errors.ts';
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

  /** Null: there is none, or what is damaged and can be written anew. A damaged job is an error. */
  async load(key: string): Promise<unknown> {
    const text = await this.#secrets.get(key);
    if (text === undefined) return null;
    if (this.#index === 'ghsa.jobs') return jobIn(text);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return null;
    }
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

function jobIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // As no record it would be begun anew, and make everything twice.
    throw new JobError(
      'changed',
      'The memory of this job is damaged: look on GitHub what is there already, then delete it with GHSA: Remove Traces.',
    );
  }
}
