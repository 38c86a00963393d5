import type { Client } from './client.ts';
import { split } from './repos.ts';
import { list, maybe, text } from './shape.ts';

/** Tags, and what they contain. */
export class Refs {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Names of the tags that begin so: `v3.14.` gives `v3.14.0a1`, `v3.14.7`. */
  async tagsOf(fullName: string, prefix: string, signal?: AbortSignal): Promise<string[]> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/git/matching-refs/{ref}',
      { ...split(fullName), ref: `tags/${prefix}` },
      signal,
    );
    // Not a list by pages: GitHub describes none for it.
    return list(data).flatMap(ref => /^refs\/tags\/(.+)$/.exec(text(maybe(ref), 'ref'))?.[1] ?? []);
  }

  /** Is a commit in the history of a tag or a branch? */
  async contains(fullName: string, commit: string, ref: string, signal?: AbortSignal): Promise<boolean> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/compare/{basehead}',
      // One commit a page is enough: only the word is wanted, and the files come with the first page only.
      { ...split(fullName), basehead: `${commit}...${ref}`, per_page: 1, page: 2 },
      signal,
    );
    return ['ahead', 'identical'].includes(text(maybe(data), 'status'));
  }
}
