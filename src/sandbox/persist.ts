import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Snapshot } from './store.ts';

/** Everything that a sandbox needs to go on where it was; the bare repositories lie beside it. */
export interface Kept {
  readonly port: number;
  /** Token by login. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Which folder of repositories is the present one. */
  readonly round: number;
  readonly store: Snapshot;
}

/** How a sandbox with a folder began: `broken` when what was kept could not be read, so that all of it is new. */
export type Beginning = 'new' | 'restored' | 'broken';

/** Grows with every change that an older state does not survive. */
const format = 1;

/** A folder in which a sandbox survives its process: `state`, written after each change, and `repos/`. */
export class Shelf {
  readonly repos: string;
  readonly #folder: string;
  readonly #file: string;
  /** Writes follow each other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'state');
    this.repos = join(folder, 'repos');
  }

  /** What was kept; what cannot be read is thrown away whole. */
  async open(): Promise<{ readonly beginning: Beginning; readonly kept: Kept | null }> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const bytes = await readFile(this.#file).catch(() => null);
    const kept = bytes && (await this.#read(bytes));
    if (kept) return { beginning: 'restored', kept };
    await rm(this.repos, { recursive: true, force: true, maxRetries: 3 });
    await rm(this.#file, { force: true });
    await mkdir(this.repos, { recursive: true, mode: 0o700 });
    return { beginning: bytes ? 'broken' : 'new', kept: null };
  }

  /** Resolves when it is on disk. A write that is cut short leaves the state before it. */
  save(kept: Kept): Promise<void> {
    const bytes = serialize({ format, ...kept });
    const write = async () => {
      await writeFile(`${this.#file}.new`, bytes, { mode: 0o600 });
      await rename(`${this.#file}.new`, this.#file);
    };
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }

  /** Resolves when everything that was to be kept is. */
  rest(): Promise<void> {
    return this.#writing.catch(() => undefined);
  }

  async #read(bytes: Buffer): Promise<Kept | null> {
    try {
      const { format: found, ...kept } = deserialize(bytes) as Kept & { readonly format: number };
      if (found !== format) return null;
      // Repositories name each other by their places: a folder that was moved does not fit its state.
      for (const { dir } of kept.store.fields.repos.values()) {
        if (!dir.startsWith(this.repos + sep) || !(await stat(join(dir, 'HEAD'))).isFile()) return null;
      }
      return kept;
    } catch {
      return null;
    }
  }
}
