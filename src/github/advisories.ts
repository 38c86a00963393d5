import type { AdvisoryFields, AffectedProduct, Ecosystem } from '../advisory/fields.ts';
import {
  repoName,
  type Advisory,
  type AdvisoryState,
  type Credit,
  type CreditState,
  type CreditType,
  type CvssScore,
  type Rating,
  type RepoRef,
} from '../advisory/model.ts';
import { publicString, type PublicText } from '../embargo/publicText.ts';
import type { Client } from './client.ts';
import { GitHubError } from './errors.ts';
import { split } from './repos.ts';
import { list, maybe, needed, neededNumber, object, text, textOrNull } from './shape.ts';

export class Advisories {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * The advisories of a repository in one state that the account may see, newest first, one page (of up to 100) after
   * another. Each is asked for when it is wanted; a page that GitHub says is as before is the same array as before.
   * @throws GitHubError at a page that cannot be read; what came before it is good
   */
  async *pages(
    repo: RepoRef,
    state: AdvisoryState,
    { signal, sort, onlyFirst = false }: PagesOptions = {},
  ): AsyncGenerator<AdvisoryPage, void, undefined> {
    const pages = this.#client.pages(
      '/repos/{owner}/{repo}/security-advisories',
      { ...split(repoName(repo)), state, ...(sort && { sort }) },
      (entries): readonly Advisory[] => entries.map(data => advisory(repo, data)),
      signal,
    );
    for await (const { page, items, changed } of pages) {
      yield { page, advisories: items, changed };
      if (onlyFirst) return;
    }
  }

  /** All advisories of a repository in one state that the account may see, newest first. */
  async list(
    repo: RepoRef,
    state: AdvisoryState,
    {
      signal,
      onPage,
    }: { readonly signal?: AbortSignal | undefined; readonly onPage?: (page: number) => void } = {},
  ): Promise<Advisory[]> {
    const all: Advisory[] = [];
    for await (const { page, advisories } of this.pages(repo, state, { signal })) {
      all.push(...advisories);
      onPage?.(page);
    }
    return all;
  }

  async get(repo: RepoRef, ghsaId: string, signal?: AbortSignal): Promise<Advisory> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/security-advisories/{ghsa_id}',
      { ...split(repoName(repo)), ghsa_id: ghsaId },
      signal,
    );
    return advisory(repo, data);
  }

  /**
   * Writes the given fields and leaves the others as they are. GitHub replaces arrays whole and knows no `If-Match`:
   * read and merge just before. The title goes as it is, tags included. Gives the advisory as GitHub has it then.
   */
  async update(
    repo: RepoRef,
    ghsaId: string,
    fields: Partial<AdvisoryFields>,
    signal?: AbortSignal,
  ): Promise<Advisory> {
    const { data } = await this.#client.write(
      'PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}',
      { ...split(repoName(repo)), ghsa_id: ghsaId, ...patchOf(fields) },
      signal,
    );
    return advisory(repo, data);
  }

  /**
   * Accepts (or reopens), or closes. Only admins may. Publishing is `publish`: it cannot be taken back. A
   * `title` (as it goes, tags included) is written with it: both or none. Gives the advisory as GitHub has it then.
   * @throws GitHubError `forbidden` for everybody else; `invalid` where GitHub does not go from one to the other
   */
  async setState(
    repo: RepoRef,
    ghsaId: string,
    state: 'draft' | 'closed',
    signal?: AbortSignal,
    title?: string,
  ): Promise<Advisory> {
    const { data } = await this.#client.write(
      'PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}',
      { ...split(repoName(repo)), ghsa_id: ghsaId, state, ...(title !== undefined && { summary: title }) },
      signal,
    );
    return advisory(repo, data);
  }

  /**
   * Shows an advisory to everybody, for good; GitHub deletes its private fork. Only admins may. The words that everybody
   * will read go with the state: both or none. Sent once: look with `get` first, and after.
   * @throws GitHubError `forbidden` for everybody else; `invalid` where something is missing
   */
  async publish(
    repo: RepoRef,
    ghsaId: string,
    { title, description }: { readonly title: PublicText; readonly description: PublicText },
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#client.write(
      'PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}',
      {
        ...split(repoName(repo)),
        ghsa_id: ghsaId,
        state: 'published',
        summary: publicString(title),
        description: publicString(description),
      },
      signal,
    );
  }

  /**
   * Asks GitHub for a CVE id; its people read the advisory, and set the id later. Only admins may. Sent once: look with
   * `get` first.
   * @throws GitHubError `forbidden` for everybody else; `invalid` where there is an id, or GitHub gives none
   */
  async requestCve(repo: RepoRef, ghsaId: string, signal?: AbortSignal): Promise<void> {
    await this.#client.write(
      'POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/cve',
      { ...split(repoName(repo)), ghsa_id: ghsaId },
      signal,
    );
  }

  /**
   * Opens a draft. Only admins may; others report on GitHub's page. Sent once: look with `pages` first. Collaborators
   * are added afterwards, with `update`.
   */
  async create(repo: RepoRef, fields: NewAdvisory, signal?: AbortSignal): Promise<Advisory> {
    const { data } = await this.#client.write(
      'POST /repos/{owner}/{repo}/security-advisories',
      { ...split(repoName(repo)), vulnerabilities: [], ...patchOf(fields) },
      signal,
    );
    return advisory(repo, data);
  }

  /**
   * Asks GitHub for the temporary private fork, which it makes in the background. Admins only. Sent once: look first
   * whether the advisory names one. Gives the fork's full name.
   * @throws GitHubError `forbidden` (or `not-found`) for everybody else
   */
  async createFork(repo: RepoRef, ghsaId: string, signal?: AbortSignal): Promise<string> {
    const { data } = await this.#client.write(
      'POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/forks',
      { ...split(repoName(repo)), ghsa_id: ghsaId },
      signal,
    );
    return needed(object(data), 'full_name');
  }

  /**
   * The discussion, oldest first (public preview since 2026-10), or what was written or edited in it since a time.
   * Null where this GitHub has no such API.
   */
  async comments(
    repo: RepoRef,
    ghsaId: string,
    signal?: AbortSignal,
    since?: Date,
  ): Promise<AdvisoryComment[] | null> {
    try {
      const found = await this.#client.list(
        '/repos/{owner}/{repo}/security-advisories/{ghsa_id}/comments',
        { ...split(repoName(repo)), ghsa_id: ghsaId, ...(since && { since: since.toISOString() }) },
        { signal },
      );
      return found.map(comment);
    } catch (error) {
      if (error instanceof GitHubError && error.kind === 'not-found') return null;
      throw error;
    }
  }

  /** Writes into the discussion; everybody in the advisory is mailed. Sent once; look with `comments` first. */
  async addComment(
    repo: RepoRef,
    ghsaId: string,
    body: string,
    signal?: AbortSignal,
  ): Promise<AdvisoryComment> {
    const { data } = await this.#client.write(
      'POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/comments',
      { ...split(repoName(repo)), ghsa_id: ghsaId, body },
      signal,
    );
    return comment(data);
  }
}

export interface PagesOptions {
  readonly signal?: AbortSignal | undefined;
  /** What "newest" means; GitHub's default is `created`. */
  readonly sort?: 'created' | 'updated' | 'published';
  /** Is the first page enough? */
  readonly onlyFirst?: boolean;
}

export interface AdvisoryPage {
  /** From 1. */
  readonly page: number;
  readonly advisories: readonly Advisory[];
  /** False: `advisories` is the same array as at the last reading. */
  readonly changed: boolean;
}

/** What a new advisory is made of. */
export type NewAdvisory = Pick<AdvisoryFields, 'title' | 'description'> &
  Partial<Omit<AdvisoryFields, 'users' | 'teams'>>;

/** A comment in the discussion of an advisory. */
export interface AdvisoryComment {
  readonly id: number;
  /** null: a deleted user. */
  readonly author: string | null;
  /** Markdown. */
  readonly body: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly htmlUrl: string;
}

function comment(data: unknown): AdvisoryComment {
  const json = object(data);
  return {
    id: neededNumber(json, 'id'),
    author: textOrNull(maybe(json['user']), 'login'),
    body: text(json, 'body'),
    createdAt: text(json, 'created_at'),
    htmlUrl: text(json, 'html_url'),
  };
}

/** Fields in GitHub's words (OpenAPI description, `repository-advisory-update`). Empty means: taken away. */
function patchOf(fields: Partial<AdvisoryFields>): Record<string, unknown> {
  const { title, description, cveId, cweIds, products, credits, vector, users, teams } = fields;
  return {
    ...(title !== undefined && { summary: title }),
    ...(description !== undefined && { description }),
    ...(cveId !== undefined && { cve_id: cveId || null }),
    ...(cweIds && { cwe_ids: cweIds }),
    ...(products && { vulnerabilities: products.map(vulnerability) }),
    ...(credits && { credits: credits.map(({ login, type }) => ({ login, type })) }),
    ...(vector !== undefined && { cvss_vector_string: vector || null }),
    ...(users && { collaborating_users: users }),
    ...(teams && { collaborating_teams: teams }),
  };
}

function vulnerability({ ecosystem, name, range, patched, functions }: AffectedProduct) {
  return {
    package: { ecosystem, name: name || null },
    vulnerable_version_range: range || null,
    patched_versions: patched || null,
    vulnerable_functions: functions,
  };
}

/** GitHub's `repository-advisory` in our words. Tolerant: every field but the id may be missing or null. */
export function advisory(repo: RepoRef, data: unknown): Advisory {
  const json = object(data);
  const scores = maybe(json['cvss_severities']);
  return {
    repo,
    ghsaId: needed(json, 'ghsa_id'),
    htmlUrl: text(json, 'html_url'),
    title: text(json, 'summary'),
    description: text(json, 'description'),
    state: needed(json, 'state') as AdvisoryState,
    severity: textOrNull(json, 'severity') as Rating | null,
    cvssV4: score(scores['cvss_v4']),
    cvssV3: score(scores['cvss_v3']),
    cveId: textOrNull(json, 'cve_id'),
    author: textOrNull(maybe(json['author']), 'login'),
    reported: typeof json['submission'] === 'object' && json['submission'] !== null,
    // Where the list is null, what GitHub tells of each credit still is one: a save would lose it.
    credits: list(json['credits'] ?? json['credits_detailed']).flatMap(credit),
    creditStates: Object.fromEntries(list(json['credits_detailed']).flatMap(creditState)),
    products: list(json['vulnerabilities']).map(product),
    cweIds: list(json['cwe_ids']).filter(id => typeof id === 'string'),
    users: list(json['collaborating_users']).flatMap(entry => textOrNull(maybe(entry), 'login') ?? []),
    teams: list(json['collaborating_teams']).flatMap(entry => textOrNull(maybe(entry), 'slug') ?? []),
    createdAt: text(json, 'created_at'),
    updatedAt: text(json, 'updated_at'),
    publishedAt: textOrNull(json, 'published_at'),
    privateFork: textOrNull(maybe(json['private_fork']), 'full_name'),
  };
}

function score(data: unknown): CvssScore | null {
  const json = maybe(data);
  const vector = textOrNull(json, 'vector_string');
  if (vector === null) return null;
  return { vector, score: typeof json['score'] === 'number' ? json['score'] : null };
}

function credit(data: unknown): Credit[] {
  const json = maybe(data);
  const login = textOrNull(json, 'login') ?? textOrNull(maybe(json['user']), 'login');
  // A deleted user has no login; GitHub drops them from what can be written too.
  return login === null ? [] : [{ login, type: text(json, 'type') as CreditType }];
}

function creditState(data: unknown): [string, CreditState][] {
  const json = maybe(data);
  const login = textOrNull(maybe(json['user']), 'login');
  return login === null ? [] : [[login.toLowerCase(), text(json, 'state') as CreditState]];
}

/** An ecosystem that we do not know is kept as it is, or a save would lose it. */
function product(data: unknown): AffectedProduct {
  const json = maybe(data);
  const pack = maybe(json['package']);
  return {
    ecosystem: (textOrNull(pack, 'ecosystem') ?? 'other') as Ecosystem,
    name: text(pack, 'name'),
    range: text(json, 'vulnerable_version_range'),
    patched: text(json, 'patched_versions'),
    functions: list(json['vulnerable_functions']).filter(name => typeof name === 'string'),
  };
}
