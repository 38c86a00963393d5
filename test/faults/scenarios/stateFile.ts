import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ProgressStore } from '../../../src/ui/common/progress.ts';

/** What VS Code remembers for an extension, as one file: Memento and SecretStorage survive a killed host as well. */
export class StateFile implements ProgressStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get<T>(key: string): T | undefined;
  get<T>(key: string, none: T): T;
  get<T>(key: string, none?: T): T | undefined {
    return (this.#all()[key] as T | undefined) ?? none;
  }

  async update(key: string, value: unknown): Promise<void> {
    const { [key]: _, ...rest } = this.#all();
    writeFileSync(
      `${this.#path}.new`,
      JSON.stringify(value === undefined ? rest : { ...rest, [key]: value }),
    );
    renameSync(`${this.#path}.new`, this.#path);
  }

  keys(): readonly string[] {
    return Object.keys(this.#all());
  }

  async load(key: string): Promise<unknown> {
    return this.get(key) ?? null;
  }

  save(key: string, record: unknown): Promise<void> {
    return this.update(key, record);
  }

  remove(key: string): Promise<void> {
    return this.update(key, undefined);
  }

  #all(): Record<string, unknown> {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8')) as Record<string, unknown>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  }
}
