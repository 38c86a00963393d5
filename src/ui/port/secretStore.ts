import type { Memento, SecretStorage } from 'vscode';
import type { JobStore } from '../../jobs/store.ts';
import { Emitter } from '../common/emitter.ts';

/** The JobStore of VS Code: records in SecretStorage, their keys (hashes) in global state. */
export class SecretJobStore implements JobStore {
  readonly #secrets: SecretStorage;
  readonly #state: Memento;
  readonly #changed = new Emitter();
  readonly onDidChange = this.#changed.event;

  constructor(secrets: SecretStorage, state: Memento) {
    this.#secrets = secrets;
    this.#state = state;
  }

  /** The keys of unfinished jobs. */
  keys(): readonly string[] {
    return this.#state.get<string[]>('ghsa.jobs', []);
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
    if (!this.keys().includes(key)) await this.#state.update('ghsa.jobs', [...this.keys(), key]);
    this.#changed.fire();
  }

  async remove(key: string): Promise<void> {
    await this.#secrets.delete(key);
    await this.#state.update(
      'ghsa.jobs',
      this.keys().filter(known => known !== key),
    );
    this.#changed.fire();
  }
}
