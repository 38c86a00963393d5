import type { Client } from './client.ts';
import { GitHubError } from './errors.ts';
import { pull, type Pull } from './pulls.ts';
import { split } from './repos.ts';
import { maybe, text } from './shape.ts';

/** Text of the embargo was about to go to a repository that GitHub does not call private. */
export class NotPrivateError extends Error {
  override readonly name = 'NotPrivateError';
  readonly kind = 'not-private';

  constructor() {
    super('GitHub does not say that this repository is private. Nothing was sent; look at it on GitHub.');
  }
}

/**
 * Pull requests of private forks. What is written here has not crossed the public line, so it goes to a repository
 * only of which GitHub says, at that moment, that it is private; every method that writes asks first.
 */
export class PrivatePulls {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** @throws NotPrivateError where GitHub does not say so, or answers for another repository */
  async requirePrivate(fullName: string, signal?: AbortSignal): Promise<void> {
    const { data } = await this.#client.get('/repos/{owner}/{repo}', split(fullName), signal);
    const json = maybe(data);
    // Both words, where both are given: a repository that is being opened must not pass for the half of it.
    const visible = text(json, 'visibility') || 'private';
    const same = text(json, 'full_name').toLowerCase() === fullName.toLowerCase();
    if (json['private'] !== true || visible !== 'private' || !same) throw new NotPrivateError();
  }

  /** Pull requests of any state that come from a branch of the fork itself, newest first. */
  async byBranch(fork: string, branch: string, signal?: AbortSignal): Promise<Pull[]> {
    const found = await this.#client.list(
      '/repos/{owner}/{repo}/pulls',
      { ...split(fork), head: `${split(fork).owner}:${branch}`, state: 'all' },
      { signal },
    );
    // Another fork of the same owner may have a branch of this name.
    const ours = ({ headRepo, headRef }: Pull) =>
      headRef === branch && (headRepo === null || headRepo.toLowerCase() === fork.toLowerCase());
    return found.map(pull).filter(ours);
  }

  /** Opens a pull request from one branch of the fork to another. Sent once; look with `byBranch` first. */
  async create(
    fork: string,
    open: { readonly title: string; readonly body: string; readonly branch: string; readonly base: string },
    signal?: AbortSignal,
  ): Promise<Pull> {
    await this.requirePrivate(fork, signal);
    const { title, body, branch, base } = open;
    const { data } = await this.#client.write(
      'POST /repos/{owner}/{repo}/pulls',
      { ...split(fork), title, body, head: `${split(fork).owner}:${branch}`, base },
      signal,
    );
    return pull(data);
  }

  /** Replaces the description. GitHub takes the whole of it: read it anew just before. */
  async setBody(fork: string, number: number, body: string, signal?: AbortSignal): Promise<Pull> {
    await this.requirePrivate(fork, signal);
    const { data } = await this.#client.write(
      'PATCH /repos/{owner}/{repo}/pulls/{number}',
      { ...split(fork), number, body },
      signal,
    );
    return pull(data);
  }

  /** Reviews one commit with "approve" and no words. False: this account may not, or not here (403, 404, 422). */
  async approve(fork: string, number: number, commit: string, signal?: AbortSignal): Promise<boolean> {
    await this.requirePrivate(fork, signal);
    try {
      await this.#client.write(
        'POST /repos/{owner}/{repo}/pulls/{number}/reviews',
        { ...split(fork), number, event: 'APPROVE', commit_id: commit },
        signal,
      );
      return true;
    } catch (error) {
      const refusals: readonly string[] = ['forbidden', 'not-found', 'invalid'];
      if (error instanceof GitHubError && refusals.includes(error.kind)) return false;
      throw error;
    }
  }
}
