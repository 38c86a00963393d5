import {
  repoName,
  type Advisory,
  type AdvisoryState,
  type Credit,
  type CreditType,
  type CvssScore,
  type Rating,
  type RepoRef,
} from '../advisory/model.ts';
import type { Client } from './client.ts';
import { split } from './repos.ts';
import { list, maybe, needed, object, text, textOrNull } from './shape.ts';

export class Advisories {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** All advisories of a repository in one state that the account may see, newest first. */
  async list(
    repo: RepoRef,
    state: AdvisoryState,
    options: { readonly signal?: AbortSignal | undefined; readonly onPage?: (page: number) => void } = {},
  ): Promise<Advisory[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/security-advisories',
      { ...split(repoName(repo)), state },
      options,
    );
    return found.map(data => advisory(repo, data));
  }

  async get(repo: RepoRef, ghsaId: string, signal?: AbortSignal): Promise<Advisory> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/security-advisories/{ghsa_id}',
      { ...split(repoName(repo)), ghsa_id: ghsaId },
      signal,
    );
    return advisory(repo, data);
  }
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
    credits: list(json['credits']).flatMap(credit),
    createdAt: text(json, 'created_at'),
    updatedAt: text(json, 'updated_at'),
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
  const login = textOrNull(json, 'login');
  // A deleted user has no login; GitHub drops them from what can be written too.
  return login === null ? [] : [{ login, type: text(json, 'type') as CreditType }];
}
