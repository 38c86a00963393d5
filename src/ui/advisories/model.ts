import { isCoordinator } from '../../advisory/assignment.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { GitHub, GitHubErrorKind, Pull } from '../../github/index.ts';
import { Emitter } from '../common/emitter.ts';

/** What became of one repository: its advisories, or why they could not be read. */
export interface RepoResult {
  readonly repo: RepoRef;
  readonly advisories: readonly Advisory[];
  readonly error: RepoFailure | null;
}

export interface RepoFailure {
  readonly kind: GitHubErrorKind;
  readonly message: string;
  readonly ssoUrl: string | null;
}

export type ModelState =
  | { readonly kind: 'idle' | 'signed-out' | 'no-repositories' }
  | { readonly kind: 'offline'; readonly message: string }
  | { readonly kind: 'loaded'; readonly login: string; readonly results: readonly RepoResult[] };

export interface ModelParts {
  readonly repositories: () => readonly RepoRef[];
  readonly signedIn: () => Promise<boolean>;
  /** Loads floor 2; nothing of it is evaluated before. */
  readonly github: () => Promise<GitHub>;
  /** GitHub did not accept the token. */
  readonly expired: () => Promise<void>;
}

/** The states that are still work. */
const openStates = ['triage', 'draft'] as const;

/**
 * The advisories that name you coordinator. Knows nothing of trees: a refresh makes a new state, the last one asked
 * for wins, and one repository's failure never blanks the others.
 */
export class AdvisoriesModel {
  readonly #parts: ModelParts;
  readonly #changed = new Emitter();
  readonly #pulls = new Map<string, readonly Pull[]>();
  #latest: Promise<void> | undefined;
  #state: ModelState = { kind: 'idle' };

  readonly onDidChange = this.#changed.event;

  constructor(parts: ModelParts) {
    this.#parts = parts;
  }

  get state(): ModelState {
    return this.#state;
  }

  /** All rows, in no order. */
  get advisories(): readonly Advisory[] {
    return this.#state.kind === 'loaded' ? this.#state.results.flatMap(({ advisories }) => advisories) : [];
  }

  /** Open pull requests of an advisory's private fork; undefined while they are not known. */
  pullsOf(advisory: Advisory): readonly Pull[] | undefined {
    return advisory.privateFork === null ? [] : this.#pulls.get(advisory.privateFork);
  }

  /** Reads everything anew. */
  refresh(): Promise<void> {
    const mine: Promise<void> = this.#load().then(state => {
      if (this.#latest !== mine) return;
      this.#state = state;
      this.#changed.fire();
    });
    this.#latest = mine;
    return mine;
  }

  async #load(): Promise<ModelState> {
    const repositories = this.#parts.repositories();
    if (!(await this.#parts.signedIn())) return { kind: 'signed-out' };
    if (repositories.length === 0) return { kind: 'no-repositories' };
    const github = await this.#parts.github();
    let login: string;
    try {
      login = (await github.users.me()).login;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'signed-out') return { kind: 'offline', message: failure.message };
      await this.#parts.expired();
      return { kind: 'signed-out' };
    }
    const results = await Promise.all(repositories.map(repo => this.#repository(github, repo, login)));
    await this.#loadPulls(github, results);
    return { kind: 'loaded', login, results };
  }

  async #repository(github: GitHub, repo: RepoRef, login: string): Promise<RepoResult> {
    try {
      const lists = await Promise.all(openStates.map(state => github.advisories.list(repo, state)));
      return { repo, advisories: lists.flat().filter(entry => isCoordinator(entry, login)), error: null };
    } catch (error) {
      return { repo, advisories: [], error: failureOf(error) };
    }
  }

  /** A fork that cannot be read leaves its row without a pull request, nothing worse. */
  async #loadPulls(github: GitHub, results: readonly RepoResult[]): Promise<void> {
    const forks = results.flatMap(({ advisories }) =>
      advisories.flatMap(({ privateFork }) => privateFork ?? []),
    );
    await Promise.all(
      forks.map(async fork => {
        try {
          this.#pulls.set(fork, await github.pulls.list(fork, { state: 'open' }));
        } catch {
          this.#pulls.delete(fork);
        }
      }),
    );
  }
}

/** A row's name for commands and for remembering: nothing of the report is in it. */
export function rowId(advisory: Advisory): string {
  return `${repoName(advisory.repo)}/${advisory.ghsaId}`;
}

/** An error of floor 2 says what it is; anything else is a bug of ours, told as such. */
function failureOf(error: unknown): RepoFailure {
  const { kind, message, ssoUrl } = error as Partial<RepoFailure>;
  return typeof kind === 'string' && typeof message === 'string'
    ? { kind, message, ssoUrl: ssoUrl ?? null }
    : { kind: 'malformed', message: 'This could not be read. The log has the detail.', ssoUrl: null };
}
