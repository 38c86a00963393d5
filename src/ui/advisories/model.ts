import { same } from '../../advisory/fields.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { BackportSummary } from '../../process/backports/types.ts';
import type { Assessment, Facts, PrivatePull, Progress, Readers, Role } from '../../process/index.ts';
import { Emitter } from '../common/emitter.ts';
import type { Brain } from './brain.ts';
import { noFilter, type Filter } from './filter.ts';
import type { Knowledge } from './knowledge.ts';
import type { LinksOffer } from './shared.ts';
import type { AdvisorySource } from './source.ts';
import { failureOf, isPassing, rowId, saysTheSame, staleOf, type ModelState, type Stale } from './states.ts';
import { Turns } from './turns.ts';

export { rowId, type Failure, type ModelState, type RepoResult } from './states.ts';
export type { AdvisorySource } from './source.ts';

export interface ModelParts {
  readonly repositories: () => readonly RepoRef[];
  readonly signedIn: () => Promise<boolean>;
  /** Loads floor 2; nothing of it is evaluated before. */
  readonly github: () => Promise<AdvisorySource>;
  /** Loads what the list is thought about with, in the same bundle. */
  readonly brain: () => Promise<Brain>;
  /** What this machine remembers of advisories. */
  readonly progress: {
    of(advisory: Advisory): Progress;
    load(): Promise<void>;
    onDidChange(listener: () => void): { dispose(): void };
  };
  /** The links of finished ports. */
  readonly links: () => readonly PortLinks[];
  /** Remembers the pull request of a fix that began in public: `links` gives it then. */
  readonly found: (links: PortLinks) => Promise<void>;
  /** Told of links that stand in a discussion and are not known here. */
  readonly offered?: (offer: LinksOffer) => void;
  /** The step at which the port of an advisory stopped. */
  readonly stopped: (advisory: Advisory) => string | null;
  /** What was read of the backports of a fix. */
  readonly backports?: (advisory: Advisory) => BackportSummary | null;
  /** GitHub did not accept the token. */
  readonly expired: () => Promise<void>;
  /** Told of every failure, for the log. */
  readonly log: (error: unknown) => void;
  readonly now?: () => Date;
}

/**
 * The advisories of all repositories, and what is next in each. Knows nothing of trees: a refresh makes a new state,
 * the last one asked for wins, and what has not changed is not told.
 */
export class AdvisoriesModel {
  readonly #parts: ModelParts;
  readonly #now: () => Date;
  readonly #changed = new Emitter();
  readonly #progress = new Emitter<string>();
  #brain: Brain | null = null;
  #known: Knowledge | null = null;
  readonly #turns = new Turns();
  /** Looks at single ones, between the readings of everything. */
  readonly #looks = new Turns();
  #started = -Infinity;
  #settled = false;
  /** Of what is shown. */
  #revision = 0;
  #state: ModelState = { kind: 'idle' };
  #byId: ReadonlyMap<string, Advisory> = new Map();
  #filter: Filter = noFilter;

  readonly onDidChange = this.#changed.event;
  /** "Loading python/cpython, page 3…" */
  readonly onProgress = this.#progress.event;

  constructor(parts: ModelParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
    parts.progress.onDidChange(() => this.touch());
  }

  get state(): ModelState {
    return this.#state;
  }

  get filter(): Filter {
    return this.#filter;
  }

  /** All that are known, whatever the filter shows, in no order. */
  get advisories(): readonly Advisory[] {
    return [...this.#byId.values()];
  }

  /** By its row's name. */
  advisoryOf(id: string): Advisory | null {
    return this.#byId.get(id) ?? null;
  }

  now(): Date {
    return this.#now();
  }

  /** Null before anything was read. */
  get brain(): Brain | null {
    return this.#brain;
  }

  facts(advisory: Advisory): Facts {
    return this.#knowing.facts(advisory);
  }

  /** The same object for as long as nothing changed. */
  assessment(advisory: Advisory): Assessment {
    return this.#knowing.assessment(advisory);
  }

  role(advisory: Advisory): Role {
    return this.#knowing.role(advisory);
  }

  /** Pull requests of an advisory's private fork; null while they are not known. */
  pullsOf(advisory: Advisory): readonly PrivatePull[] | null {
    return this.#knowing.evidence.pulls(advisory);
  }

  /** Everybody who can read it, as far as it was read. */
  readersOf(advisory: Advisory): Readers {
    return this.#knowing.audience.of(advisory);
  }

  /** Reads the teams and admins behind an advisory anew: somebody asks now. Rejects when GitHub does not answer. */
  async readReaders(advisory: Advisory, signal = new AbortController().signal): Promise<Readers> {
    const known = this.#knowing;
    await known.audience.read(await this.#parts.github(), [advisory], this.#now(), signal, true);
    if (known === this.#known) this.#show(known, staleOf(this.#state));
    return known.audience.of(advisory);
  }

  /** Names of those that are to be looked at again now, because the bot may have acted. */
  duePolls(): readonly string[] {
    return this.#known?.duePolls() ?? [];
  }

  get #knowing(): Knowledge {
    if (!this.#known) throw new Error('Asked about an advisory before one was read.');
    return this.#known;
  }

  setFilter(change: Partial<Filter>): void {
    const next = { ...this.#filter, ...change };
    if (same(next, this.#filter)) return;
    // Rows that come now for the first time stand as they come.
    if (next.show === 'finished' && this.#filter.show !== 'finished') this.#settled = false;
    this.#filter = next;
    this.touch();
  }

  /** Something beside GitHub has changed: a record, a port, the filter. */
  touch(): void {
    this.#changed.fire();
  }

  /**
   * Reads everything anew and stops a reading that is under way. Never rejects: a failure is a state. What is read for
   * the view only may be stopped by `rest`.
   */
  refresh(by: 'command' | 'view' = 'command'): Promise<void> {
    this.#started = this.#now().getTime();
    this.#looks.stop();
    return this.#turns.take(by, signal => this.#load(signal));
  }

  /** What is being read now; null: nothing. */
  get reading(): Promise<void> | null {
    return this.#turns.whole;
  }

  /** Was the last reading begun less than so many milliseconds ago? */
  isFresh(milliseconds: number): boolean {
    return this.#state.kind !== 'idle' && this.#now().getTime() - this.#started < milliseconds;
  }

  /** What is known is too old for the next look, whenever it was read. */
  outdate(): void {
    this.#started = -Infinity;
  }

  /** Nobody looks any more: a reading for the view only ends, and the next look begins one. */
  rest(): void {
    this.#looks.stop();
    if (this.#turns.stop('view')) this.outdate();
  }

  /**
   * Looks at one advisory again, unless everything is being read anyway; a reading, and nobody looking any more, end it.
   * Never rejects.
   */
  async poll(id: string): Promise<void> {
    const advisory = this.advisoryOf(id);
    if (!advisory || this.reading) return;
    await this.#looks.take('view', signal => this.#look(advisory, signal));
  }

  async #look(advisory: Advisory, signal: AbortSignal): Promise<void> {
    try {
      const github = await this.#parts.github();
      if (signal.aborted) return;
      const newest = await github.advisories.get(advisory.repo, advisory.ghsaId, signal);
      // A version that came meanwhile may be newer within the same second, which is all that GitHub's times tell.
      if (!signal.aborted && this.advisoryOf(rowId(advisory)) === advisory) this.take(newest);
    } catch (error) {
      if (!signal.aborted) this.#parts.log(error);
    }
  }

  /** A newer version of an advisory that another part of ours has read or written, or a new one. */
  take(advisory: Advisory): void {
    if (this.#state.kind !== 'loaded' || !this.#known) return;
    this.#known.shelf(advisory.repo)?.take(advisory, this.#now().getTime());
    this.#show(this.#known, this.#state.stale);
  }

  /** What a change of state taught: it worked (true), or GitHub said that only admins may (false). */
  learn(repo: RepoRef, mayChangeState: boolean): void {
    const rights = this.#known?.rights(repo);
    if (!rights || rights.mayChangeState === mayChangeState) return;
    rights.mayChangeState = mayChangeState;
    this.touch();
  }

  /** Another account or another GitHub: nothing of the last one may be seen. */
  reset(): void {
    this.#turns.stop();
    this.#looks.stop();
    this.outdate();
    this.#forget();
    this.#set({ kind: 'idle' });
  }

  #forget(): void {
    this.#known = null;
    this.#settled = false;
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      const repositories = this.#parts.repositories();
      const signedIn = await this.#parts.signedIn();
      if (signal.aborted) return;
      if (!signedIn || repositories.length === 0) {
        this.#forget();
        return this.#set({ kind: signedIn ? 'no-repositories' : 'signed-out' });
      }
      const brain = await this.#parts.brain();
      const github = await this.#parts.github();
      await this.#parts.progress.load().catch(this.#parts.log);
      if (signal.aborted) return;
      this.#brain = brain;
      const known = (this.#known ??= this.#learning(brain));
      await known.read(github, {
        repositories,
        signal,
        finished: this.#filter.show === 'finished',
        progress: text => !signal.aborted && this.#progress.fire(text),
        page: () => !signal.aborted && this.#show(known, staleOf(this.#state)),
      });
      if (signal.aborted) return;
      this.#settled = true;
      this.#show(known, null);
    } catch (error) {
      if (!signal.aborted) await this.#failed(error, signal);
    }
  }

  #learning({ Knowledge }: Brain): Knowledge {
    const { progress, stopped, links, found, offered, log, backports } = this.#parts;
    return new Knowledge({
      ...{ stopped, found, log, now: this.#now },
      offered: offer => offered?.(offer),
      backports: advisory => backports?.(advisory) ?? null,
      progress: advisory => progress.of(advisory),
      links: ({ ghsaId, repo }) =>
        links().find(
          port => port.ghsaId === ghsaId && port.repo.toLowerCase() === repoName(repo).toLowerCase(),
        ),
    });
  }

  async #failed(error: unknown, signal: AbortSignal): Promise<void> {
    const failure = failureOf(error);
    this.#parts.log(error);
    if (failure.kind === 'signed-out') {
      // A refusal has a status; nobody being signed in has none.
      if ((error as { readonly status?: unknown }).status !== null) await this.#parts.expired();
      if (signal.aborted) return;
      this.#forget();
      this.#set({ kind: 'signed-out' });
    } else if (this.#state.kind === 'loaded' && this.#known && isPassing(failure)) {
      const since = this.#state.stale?.since ?? this.#now();
      this.#show(this.#known, { since, failure });
    } else {
      this.#set({ kind: 'failed', failure });
    }
  }

  /** Shows what is known now, if that is not what was shown before. */
  #show({ results, login, revision }: Knowledge, stale: Stale | null): void {
    const next = { kind: 'loaded', login, results, settled: this.#settled, stale } as const;
    if (revision === this.#revision && saysTheSame(this.#state, next)) return;
    this.#revision = revision;
    this.#set(next);
  }

  #set(state: ModelState): void {
    this.#state = state;
    const all = state.kind === 'loaded' ? state.results.flatMap(({ advisories }) => advisories) : [];
    this.#byId = new Map(all.map(advisory => [rowId(advisory), advisory]));
    this.#changed.fire();
  }
}
