import { isCoordinator } from '../../advisory/assignment.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { GitHub, GitHubErrorKind, Pull } from '../../github/index.ts';
import { Emitter } from '../common/emitter.ts';

/** What became of one repository: its advisories, and why they could not be read (anew). */
export interface RepoResult {
  readonly repo: RepoRef;
  readonly advisories: readonly Advisory[];
  readonly error: Failure | null;
}

export interface Failure {
  readonly kind: GitHubErrorKind;
  readonly message: string;
  readonly ssoUrl: string | null;
}

export type ModelState =
  | { readonly kind: 'idle' | 'signed-out' | 'no-repositories' }
  /** Nothing could be read, and nothing was read before. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'loaded';
      readonly login: string;
      readonly results: readonly RepoResult[];
      /** Since when GitHub does not answer, and how; the results are those from before. */
      readonly stale: { readonly since: Date; readonly failure: Failure } | null;
    };

/** What the model asks of floor 2. */
export interface AdvisorySource {
  readonly users: Pick<GitHub['users'], 'me'>;
  readonly advisories: Pick<GitHub['advisories'], 'list'>;
  readonly pulls: Pick<GitHub['pulls'], 'list'>;
}

export interface ModelParts {
  readonly repositories: () => readonly RepoRef[];
  readonly signedIn: () => Promise<boolean>;
  /** Loads floor 2; nothing of it is evaluated before. */
  readonly github: () => Promise<AdvisorySource>;
  /** GitHub did not accept the token. */
  readonly expired: () => Promise<void>;
  /** Told of every failure, for the log. */
  readonly log: (error: unknown) => void;
  readonly now?: () => Date;
}

/** The states that are still work. */
const openStates = ['triage', 'draft'] as const;

/** After these the access is as it was, so that what was read before may stay. */
const passing: readonly GitHubErrorKind[] = ['offline', 'rate-limited', 'server', 'malformed'];

/**
 * The advisories that name you coordinator. Knows nothing of trees: a refresh makes a new state, the last one asked
 * for wins, and one repository's failure never blanks the others.
 */
export class AdvisoriesModel {
  readonly #parts: ModelParts;
  readonly #now: () => Date;
  readonly #changed = new Emitter();
  readonly #progress = new Emitter<string>();
  readonly #pulls = new Map<string, readonly Pull[]>();
  #running: { readonly stop: AbortController; readonly whole: Promise<void> } | null = null;
  #started = -Infinity;
  #state: ModelState = { kind: 'idle' };

  readonly onDidChange = this.#changed.event;
  /** "Loading python/cpython, page 3…" */
  readonly onProgress = this.#progress.event;

  constructor(parts: ModelParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
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

  /** Reads everything anew and stops a reading that is under way. Never rejects: a failure is a state. */
  refresh(): Promise<void> {
    this.#running?.stop.abort();
    const stop = new AbortController();
    // Whoever waits for a reading that was overtaken waits for the one that overtook it.
    const whole: Promise<void> = this.#load(stop.signal).then(() => {
      if (this.#running?.stop !== stop) return this.#running?.whole;
      this.#running = null;
      return undefined;
    });
    this.#running = { stop, whole };
    this.#started = this.#now().getTime();
    return whole;
  }

  /** Reads anew unless that was begun less than so many milliseconds ago. */
  async refreshIfOlder(milliseconds: number): Promise<void> {
    if (this.#running) return this.#running.whole;
    if (this.#state.kind === 'idle' || this.#now().getTime() - this.#started >= milliseconds)
      await this.refresh();
  }

  /** A newer version of an advisory that another part of ours has read or written. */
  take(advisory: Advisory): void {
    if (this.#state.kind !== 'loaded') return;
    const id = rowId(advisory);
    if (!this.advisories.some(known => rowId(known) === id)) return;
    const results = this.#state.results.map(result => ({
      ...result,
      advisories: result.advisories.map(known => (rowId(known) === id ? advisory : known)),
    }));
    this.#state = { ...this.#state, results };
    this.#changed.fire();
  }

  /** Another account or another GitHub: nothing of the last one may be seen. */
  reset(): void {
    this.#running?.stop.abort();
    this.#running = null;
    this.#pulls.clear();
    this.#state = { kind: 'idle' };
    this.#changed.fire();
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      const repositories = this.#parts.repositories();
      if (!(await this.#parts.signedIn())) return this.#set({ kind: 'signed-out' }, signal);
      if (repositories.length === 0) return this.#set({ kind: 'no-repositories' }, signal);
      const github = await this.#parts.github();
      const { login } = await github.users.me(signal);
      const results = await Promise.all(
        repositories.map(repo => this.#repository(github, repo, login, signal)),
      );
      this.#set({ kind: 'loaded', login, results, stale: null }, signal);
      await this.#loadPulls(github, results, signal);
    } catch (error) {
      if (!signal.aborted) await this.#failed(error, signal);
    }
  }

  async #repository(
    github: AdvisorySource,
    repo: RepoRef,
    login: string,
    signal: AbortSignal,
  ): Promise<RepoResult> {
    try {
      const onPage = (page: number) => {
        if (!signal.aborted) this.#progress.fire(`Loading ${repoName(repo)}, page ${page}…`);
      };
      const lists = await Promise.all(
        openStates.map(state => github.advisories.list(repo, state, { signal, onPage })),
      );
      return { repo, advisories: lists.flat().filter(entry => isCoordinator(entry, login)), error: null };
    } catch (error) {
      if (!signal.aborted) this.#parts.log(error);
      const failure = failureOf(error);
      const before =
        this.#state.kind === 'loaded' && this.#state.login === login && passing.includes(failure.kind)
          ? this.#state.results.find(result => repoName(result.repo) === repoName(repo))
          : undefined;
      return { repo, advisories: before?.advisories ?? [], error: failure };
    }
  }

  /** A fork that cannot be read leaves its row as it was, nothing worse. */
  async #loadPulls(
    github: AdvisorySource,
    results: readonly RepoResult[],
    signal: AbortSignal,
  ): Promise<void> {
    const forks = results.flatMap(({ advisories }) =>
      advisories.flatMap(({ privateFork }) => privateFork ?? []),
    );
    await Promise.all(
      forks.map(async fork => {
        try {
          const pulls = await github.pulls.list(fork, { state: 'open' }, signal);
          if (!signal.aborted) this.#pulls.set(fork, pulls);
        } catch (error) {
          if (signal.aborted) return;
          this.#parts.log(error);
          if (!passing.includes(failureOf(error).kind)) this.#pulls.delete(fork);
        }
      }),
    );
    if (forks.length > 0 && !signal.aborted) this.#changed.fire();
  }

  async #failed(error: unknown, signal: AbortSignal): Promise<void> {
    const failure = failureOf(error);
    this.#parts.log(error);
    if (failure.kind === 'signed-out') {
      await this.#parts.expired();
      this.#set({ kind: 'signed-out' }, signal);
    } else if (this.#state.kind === 'loaded' && passing.includes(failure.kind)) {
      const since = this.#state.stale?.since ?? this.#now();
      this.#set({ ...this.#state, stale: { since, failure } }, signal);
    } else {
      this.#set({ kind: 'failed', failure }, signal);
    }
  }

  #set(state: ModelState, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#state = state;
    this.#changed.fire();
  }
}

/** A row's name for commands and for remembering: nothing of the report is in it. */
export function rowId(advisory: Advisory): string {
  return `${repoName(advisory.repo)}/${advisory.ghsaId}`;
}

/** Errors made for people say what they are; anything else is a bug of ours, told as such. */
function failureOf(error: unknown): Failure {
  const { kind, message, ssoUrl } = error as Partial<Failure>;
  return typeof kind === 'string' && typeof message === 'string'
    ? { kind, message, ssoUrl: ssoUrl ?? null }
    : { kind: 'malformed', message: 'This could not be read. The log has the detail.', ssoUrl: null };
}
