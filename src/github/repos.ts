import type { Client } from './client.ts';
import { GitHubError, orHidden } from './errors.ts';
import { list, maybe, needed, object, text, textOrNull } from './shape.ts';

export interface RepoInfo {
  readonly fullName: string;
  readonly defaultBranch: string;
  /** `owner/name` of what it was forked from. */
  readonly parent: string | null;
  readonly permissions: { readonly admin: boolean; readonly push: boolean; readonly triage: boolean };
}

/** How long a new fork may take, and how often we look (GitHub docs: "up to 5 minutes"). */
const forkWait = { every: 2_000, atMost: 300_000 };

export class Repos {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** One repository, with what the signed-in account may do there. */
  async get(fullName: string, signal?: AbortSignal): Promise<RepoInfo> {
    return repo((await this.#client.get('/repos/{owner}/{repo}', split(fullName), signal)).data);
  }

  /**
   * The account's own fork of `upstream`: of the same name, or of one of `others` (names that a clone's remotes
   * know). Null when none of them is; listing all forks of a large project would take hundreds of requests.
   */
  async ownFork(
    upstream: string,
    login: string,
    others: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<RepoInfo | null> {
    const names = new Set([split(upstream).repo, ...others].map(name => name.toLowerCase()));
    for (const name of names) {
      try {
        const found = await this.get(`${login}/${name}`, signal);
        if (found.parent?.toLowerCase() === upstream.toLowerCase()) return found;
      } catch (error) {
        if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
      }
    }
    return null;
  }

  /** Makes the account's fork (safe to repeat: GitHub answers with the one that is there) and waits for its branch. */
  async createFork(upstream: string, signal?: AbortSignal): Promise<RepoInfo> {
    const { data } = await this.#client.write('POST /repos/{owner}/{repo}/forks', split(upstream), signal);
    const fork = repo(data);
    for (let waited = 0; ; waited += forkWait.every) {
      const branches = await this.#client
        .get('/repos/{owner}/{repo}/branches', { ...split(fork.fullName), per_page: 1 }, signal)
        .catch((error: unknown) => {
          if (error instanceof GitHubError && error.kind === 'not-found') return { data: [] };
          throw error;
        });
      if (list(branches.data).length > 0) return fork;
      if (waited >= forkWait.atMost) {
        throw new GitHubError('server', 'GitHub is still making your fork. Continue in some minutes.');
      }
      await pause(forkWait.every, signal);
    }
  }

  /** Names of all branches of a repository: a fork that is being made may answer before it has any. */
  async branches(fullName: string, signal?: AbortSignal): Promise<string[]> {
    const branches = await this.#client.list('/repos/{owner}/{repo}/branches', split(fullName), { signal });
    return branches.flatMap(branch => textOrNull(maybe(branch), 'name') ?? []);
  }

  /** Names of all labels of a repository. */
  async labels(fullName: string, signal?: AbortSignal): Promise<string[]> {
    const labels = await this.#client.list('/repos/{owner}/{repo}/labels', split(fullName), { signal });
    return labels.map(label => text(maybe(label), 'name')).filter(name => name !== '');
  }

  /** Logins of the admins, who see every advisory. Null where the account may not know (it needs push access). */
  async admins(fullName: string, signal?: AbortSignal): Promise<readonly string[] | null> {
    const found = await orHidden(
      this.#client.list(
        '/repos/{owner}/{repo}/collaborators',
        { ...split(fullName), permission: 'admin' },
        { signal },
      ),
    );
    return found && found.filter(isAdmin).flatMap(person => textOrNull(maybe(person), 'login') ?? []);
  }
}

/** `{owner, repo}` for Octokit's routes. */
export function split(fullName: string): { readonly owner: string; readonly repo: string } {
  const at = fullName.indexOf('/');
  return { owner: fullName.slice(0, at), repo: fullName.slice(at + 1) };
}

/** A GitHub that does not know the question answers with everybody. */
function isAdmin(person: unknown): boolean {
  return maybe(maybe(person)['permissions'])['admin'] !== false;
}

function repo(data: unknown): RepoInfo {
  const json = object(data);
  const permissions = maybe(json['permissions']);
  return {
    fullName: needed(json, 'full_name'),
    defaultBranch: text(json, 'default_branch') || 'main',
    parent: text(maybe(json['parent']), 'full_name') || null,
    permissions: {
      admin: permissions['admin'] === true,
      push: permissions['push'] === true,
      triage: permissions['triage'] === true,
    },
  };
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, cancelled) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        cancelled(new GitHubError('cancelled', 'Cancelled.'));
      },
      { once: true },
    );
  });
}
