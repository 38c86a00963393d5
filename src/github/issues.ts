import { publicString, type PublicText } from '../embargo/publicText.ts';
import type { Client } from './client.ts';
import { split } from './repos.ts';
import { list, maybe, neededNumber, object, text } from './shape.ts';
import { readTimeline, type Timeline } from './timeline.ts';

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isPull: boolean;
  readonly isOpen: boolean;
  readonly createdAt: string;
  readonly htmlUrl: string;
}

export class Issues {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async get(fullName: string, number: number, signal?: AbortSignal): Promise<Issue> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/issues/{number}',
      { ...split(fullName), number },
      signal,
    );
    return issueOf(data);
  }

  /** Issues (and pull requests) that somebody opened, updated since a time. Not the search, which lags. */
  async createdBy(
    fullName: string,
    { creator, since }: { readonly creator: string; readonly since: string },
    signal?: AbortSignal,
  ): Promise<Issue[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/issues',
      { ...split(fullName), creator, since, state: 'all' },
      { signal },
    );
    return found.map(issueOf);
  }

  /** Issues and pull requests with a label, open and closed, newest first; a page when it is wanted. */
  async *labelled(
    fullName: string,
    label: string,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Issue[], void, undefined> {
    const pages = this.#client.pages(
      '/repos/{owner}/{repo}/issues',
      { ...split(fullName), labels: label, state: 'all' },
      (entries): readonly Issue[] => entries.map(issueOf),
      signal,
    );
    for await (const { items } of pages) yield items;
  }

  /** Opens a public issue. Sent once; look with `createdBy` first. */
  async create(
    fullName: string,
    open: { readonly title: PublicText; readonly body: PublicText },
    signal?: AbortSignal,
  ): Promise<Issue> {
    const { data } = await this.#client.write(
      'POST /repos/{owner}/{repo}/issues',
      { ...split(fullName), title: publicString(open.title), body: publicString(open.body) },
      signal,
    );
    return issueOf(data);
  }

  /** Who mentions an issue or a pull request, and what merged it. */
  async timeline(fullName: string, number: number, signal?: AbortSignal): Promise<Timeline> {
    return readTimeline(this.#client, fullName, number, signal);
  }

  /** Labels of an issue or pull request. */
  async labels(fullName: string, number: number, signal?: AbortSignal): Promise<string[]> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/issues/{number}/labels',
      { ...split(fullName), number, per_page: 100 },
      signal,
    );
    return list(data).map(label => text(maybe(label), 'name'));
  }

  /** Adds labels; those that are there stay. GitHub may drop some silently: read them back. */
  async addLabels(
    fullName: string,
    number: number,
    labels: readonly PublicText[],
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#client.write(
      'POST /repos/{owner}/{repo}/issues/{number}/labels',
      { ...split(fullName), number, labels: labels.map(publicString) },
      signal,
    );
  }
}

/** GitHub's issue, or what a search tells of one, in our words. */
export function issueOf(data: unknown): Issue {
  const json = object(data);
  return {
    number: neededNumber(json, 'number'),
    title: text(json, 'title'),
    body: text(json, 'body'),
    isPull: typeof json['pull_request'] === 'object' && json['pull_request'] !== null,
    isOpen: text(json, 'state') === 'open',
    createdAt: text(json, 'created_at'),
    htmlUrl: text(json, 'html_url'),
  };
}
