import type { Client } from './client.ts';
import { issueOf, type Issue } from './issues.ts';
import { list, object } from './shape.ts';

/** What a search found. */
export interface Found {
  /** Issues and pull requests, GitHub's best match first. */
  readonly issues: readonly Issue[];
  /** False: GitHub stopped before it was done, or there are more than these. */
  readonly all: boolean;
}

/** So many are asked for: who needs more needs better words. */
const most = 30;

export class Search {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Searches the issues and pull requests of one repository with exactly these words: nothing is added but where to
   * look. GitHub reads them, so only what a person typed for it goes there. It has a limit of its own (30 a minute).
   */
  async issues(fullName: string, words: string, signal?: AbortSignal): Promise<Found> {
    const q = `${words} repo:${fullName}`;
    const { data } = await this.#client.get('/search/issues', { q, per_page: most }, signal);
    const json = object(data);
    const issues = list(json['items']).map(issueOf);
    const total = json['total_count'];
    const more = typeof total === 'number' && total > issues.length;
    return { issues, all: json['incomplete_results'] !== true && !more };
  }
}
