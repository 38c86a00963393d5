import { publicString, samePublicText, type PublicText } from '../embargo/publicText.ts';
import type { Client } from './client.ts';
import { GitHubError } from './errors.ts';
import { split } from './repos.ts';
import { list, maybe, needed, neededNumber, object, text, textOrNull } from './shape.ts';

export interface Pull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly merged: boolean;
  readonly headSha: string;
  /** The branch it comes from. */
  readonly headRef: string;
  /** `owner/name` of the repository it comes from; null: that is gone. */
  readonly headRepo: string | null;
  /** The branch it goes to. */
  readonly base: string;
  /** ISO 8601; empty: not said. */
  readonly createdAt: string;
  /** ISO 8601; null: not merged. */
  readonly mergedAt: string | null;
  readonly labels: readonly string[];
  readonly author: string | null;
  /** Does its author have a role in the repository, or belong to its organisation? */
  readonly byMember: boolean;
  readonly htmlUrl: string;
}

/** What somebody said of a pull request as a reviewer. */
export interface Review {
  /** Null: the account is gone. */
  readonly login: string | null;
  /** `APPROVED`, `CHANGES_REQUESTED`, `DISMISSED`; `COMMENTED` and `PENDING` decide nothing. */
  readonly state: string;
  /** The commit that was looked at. */
  readonly commit: string | null;
  /** ISO 8601 */
  readonly at: string | null;
}

export interface PullCommit {
  readonly sha: string;
  readonly author: { readonly login: string | null; readonly name: string; readonly email: string };
}

/** A branch in somebody's fork, as the head of a public pull request. */
export interface PublicHead {
  readonly owner: string;
  readonly branch: PublicText;
}

export class Pulls {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async list(
    fullName: string,
    { state }: { readonly state: 'open' | 'all' },
    signal?: AbortSignal,
  ): Promise<Pull[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/pulls',
      { ...split(fullName), state },
      { signal },
    );
    return found.map(pull);
  }

  async get(fullName: string, number: number, signal?: AbortSignal): Promise<Pull> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/pulls/{number}',
      { ...split(fullName), number },
      signal,
    );
    return pull(data);
  }

  /** The newest pull requests of any state into a branch: one page, as there may be thousands. */
  async newestInto(fullName: string, base: string, signal?: AbortSignal): Promise<Pull[]> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/pulls',
      { ...split(fullName), base, state: 'all', sort: 'created', direction: 'desc', per_page: 100 },
      signal,
    );
    return list(data).map(pull);
  }

  /** Pull requests of any state that come from a branch. */
  async byHead(fullName: string, head: PublicHead, signal?: AbortSignal): Promise<Pull[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/pulls',
      { ...split(fullName), head: label(head), state: 'all' },
      { signal },
    );
    return found.map(pull);
  }

  /** The last word of each reviewer, in the order in which they first spoke. */
  async verdicts(fullName: string, number: number, signal?: AbortSignal): Promise<Review[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/pulls/{number}/reviews',
      { ...split(fullName), number },
      { signal },
    );
    const last = new Map<string, Review>();
    for (const data of found) {
      const json = maybe(data);
      const state = text(json, 'state');
      const login = textOrNull(maybe(json['user']), 'login');
      const commit = textOrNull(json, 'commit_id');
      const said = { login, state, commit, at: textOrNull(json, 'submitted_at') };
      if (state !== 'COMMENTED' && state !== 'PENDING') last.set(login ?? '', said);
    }
    return [...last.values()];
  }

  /** The pull request's own commits (GitHub lists at most 250). */
  async commits(fullName: string, number: number, signal?: AbortSignal): Promise<PullCommit[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/pulls/{number}/commits',
      { ...split(fullName), number },
      { signal },
    );
    return found.map(data => {
      const json = object(data);
      const author = maybe(maybe(json['commit'])['author']);
      return {
        sha: needed(json, 'sha'),
        author: {
          login: textOrNull(maybe(json['author']), 'login'),
          name: text(author, 'name'),
          email: text(author, 'email'),
        },
      };
    });
  }

  /** The pull request as an mbox, byte for byte. @throws GitHubError `too-large` where GitHub does not send it. */
  async patch(fullName: string, number: number, signal?: AbortSignal): Promise<Uint8Array> {
    try {
      return await this.#client.bytes(
        '/repos/{owner}/{repo}/pulls/{number}',
        { ...split(fullName), number },
        'application/vnd.github.patch',
        signal,
      );
    } catch (error) {
      throw error instanceof GitHubError && error.status === 406 ? tooLarge() : error;
    }
  }

  /** Opens a public pull request. Sent once; look with `byHead` first. */
  async create(
    fullName: string,
    open: {
      readonly title: PublicText;
      readonly body: PublicText;
      readonly head: PublicHead;
      readonly base: string;
    },
    signal?: AbortSignal,
  ): Promise<Pull> {
    const { data } = await this.#client.write(
      'POST /repos/{owner}/{repo}/pulls',
      {
        ...split(fullName),
        title: publicString(open.title),
        body: publicString(open.body),
        head: label(open.head),
        base: open.base,
      },
      signal,
    );
    return pull(data);
  }

  /** Gives it another title, where it has not that one already. */
  async setTitle(fullName: string, number: number, title: PublicText, signal?: AbortSignal): Promise<Pull> {
    const there = await this.get(fullName, number, signal);
    if (samePublicText(title, there.title)) return there;
    const { data } = await this.#client.write(
      'PATCH /repos/{owner}/{repo}/pulls/{number}',
      { ...split(fullName), number, title: publicString(title) },
      signal,
    );
    return pull(data);
  }
}

/** GitHub's 406 at a patch; anywhere else it has another meaning. */
function tooLarge(): GitHubError {
  return new GitHubError(
    'too-large',
    'GitHub sends no change this large as a file. Press Port Private Fix to Public PR: git fetches it, however large it is.',
    { status: 406 },
  );
}

function label({ owner, branch }: PublicHead): string {
  return `${owner}:${publicString(branch)}`;
}

/** Reads GitHub's `pull-request` and `pull-request-simple`. */
export function pull(data: unknown): Pull {
  const json = object(data);
  return {
    number: neededNumber(json, 'number'),
    title: text(json, 'title'),
    body: text(json, 'body'),
    state: text(json, 'state'),
    merged: json['merged'] === true || list([json['merged_at']]).some(date => typeof date === 'string'),
    headSha: text(maybe(json['head']), 'sha'),
    headRef: text(maybe(json['head']), 'ref'),
    headRepo: textOrNull(maybe(maybe(json['head'])['repo']), 'full_name'),
    base: text(maybe(json['base']), 'ref'),
    createdAt: text(json, 'created_at'),
    mergedAt: textOrNull(json, 'merged_at'),
    labels: list(json['labels']).map(label => text(maybe(label), 'name')),
    author: textOrNull(maybe(json['user']), 'login'),
    byMember: ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(text(json, 'author_association')),
    htmlUrl: text(json, 'html_url'),
  };
}
