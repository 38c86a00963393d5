import type { Answer } from './client.ts';

/** An answer with the tag to ask for it again. */
export interface Remembered {
  readonly etag: string;
  readonly data: unknown;
  readonly headers: Answer['headers'];
}

/** The last answers by address; the one that was asked for longest ago goes first. */
export class Memory {
  readonly #most: number;
  readonly #entries = new Map<string, Remembered>();
  /** The addresses of the pages of a list, by its first. */
  readonly #walks = new Map<string, ReadonlySet<string>>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.size;
  }

  find(url: string): Remembered | undefined {
    const found = this.#entries.get(url);
    if (found) this.keep(url, found);
    return found;
  }

  keep(url: string, entry: Remembered): void {
    this.#entries.delete(url);
    this.#entries.set(url, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.drop(oldest);
  }

  drop(url: string): void {
    this.#entries.delete(url);
    this.#walks.delete(url);
  }

  /**
   * A list was read by these addresses. When it was read to its end, pages of earlier readings that it did not come
   * by are dropped: GitHub's cursors change with what a page ends with, so every change would leave some behind.
   */
  walked(first: string, urls: ReadonlySet<string>, whole: boolean): void {
    const before = this.#walks.get(first) ?? new Set();
    if (whole) for (const url of before) if (!urls.has(url)) this.#entries.delete(url);
    if (this.#entries.has(first)) this.#walks.set(first, whole ? urls : new Set([...before, ...urls]));
  }
}
