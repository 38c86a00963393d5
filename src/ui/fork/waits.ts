import { isCoordinator } from '../../advisory/assignment.ts';
import { same } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { GitHubError } from '../../github/errors.ts';
import { longEnough, lookAtFork, paceOf, unbegun, type ForkGitHub } from '../../jobs/fork/wait.ts';
import type { Progress } from '../../process/types.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Clock } from '../advisories/rhythm.ts';
import type { ProgressRecords } from '../common/progress.ts';
import { botWillMake } from './expected.ts';

export type Forkless = Pick<Advisory, 'repo' | 'ghsaId'>;

/** What is said of a fork that is waited for. */
export interface WaitWords {
  /** Stands there while GitHub makes it, with a way to stop waiting; gives what takes it away. */
  making(about: Forkless, cancel: () => void): () => void;
  ready(advisory: Advisory): void;
  tooLong(about: Forkless, htmlUrl: string | null, waitOn: () => void): void;
}

export interface WaitsParts {
  readonly clock: Clock;
  readonly github: () => Promise<ForkGitHub>;
  readonly model: Pick<AdvisoriesModel, 'state' | 'advisories' | 'facts' | 'take' | 'refresh'>;
  readonly records: Pick<ProgressRecords, 'of' | 'update' | 'load' | 'entries'>;
  readonly words: WaitWords;
  /** For the log. */
  readonly report: (error: unknown) => void;
}

interface Wait {
  readonly about: Forkless;
  /** Since when GitHub makes it (milliseconds); null: nobody has begun. */
  since: number | null;
  /** When it is looked at next. */
  next: number;
  /** Is there a record of it? Then another window may wait, too. */
  kept: boolean;
  /** Takes the progress away. */
  readonly hide: () => void;
}

type Begun = NonNullable<Progress['fork']>;

/**
 * The private forks that are waited for, of this window: those that we started, by a progress; those that the bot
 * makes, silently. They are looked at one at a time. What a press began is remembered and survives the window.
 */
export class ForkWaits {
  readonly #parts: WaitsParts;
  readonly #waits = new Map<string, Wait>();
  /** Nobody wants to wait for these any more. */
  readonly #left = new Set<string>();
  #timer: { dispose(): void } | null = null;
  #looking: AbortController | null = null;
  #look: Promise<void> = Promise.resolve();

  constructor(parts: WaitsParts) {
    this.#parts = parts;
  }

  /** How many there are. */
  get count(): number {
    return this.#waits.size;
  }

  /** Resolves when the look that is under way is answered. */
  settled(): Promise<void> {
    return this.#look;
  }

  /** Waits for one, and remembers that. */
  async begin(about: Forkless, by: Begun['by']): Promise<void> {
    const { records, clock } = this.#parts;
    const begun = { at: clock.now().toISOString(), by };
    this.#left.delete(nameOf(about));
    this.#drop(about);
    this.#add(about, begun);
    await records.update(about, { fork: begun });
  }

  /** Nobody waits for it any more: it is there, or will not be. */
  async end(about: Forkless): Promise<void> {
    this.#drop(about);
    await this.#parts.records.update(about, { fork: undefined });
  }

  /** Takes up what was waited for when the last window closed, or by another account. */
  async takeUp(): Promise<void> {
    const { records } = this.#parts;
    await records.load();
    for (const { progress, ...about } of records.entries())
      if (progress.fork) this.#add(about, progress.fork);
  }

  /** The list was read, or something in it has changed. */
  notice(): void {
    const { model, records } = this.#parts;
    const { state } = model;
    if (state.kind !== 'loaded') return;
    for (const advisory of model.advisories) {
      const begun = records.of(advisory).fork;
      if (begun) this.#add(advisory, begun);
      else if (isCoordinator(advisory, state.login)) this.#expect(advisory);
      this.#name(advisory);
    }
  }

  /** Another account, or another GitHub: nothing of the last one is waited for. */
  reset(): void {
    for (const { hide } of this.#waits.values()) hide();
    this.#waits.clear();
    this.#left.clear();
    this.#looking?.abort();
    this.#schedule();
  }

  dispose(): void {
    this.reset();
  }

  /** The bot makes a fork of every draft: that it is ready is worth a word. It is kept where we asked the bot. */
  #expect(advisory: Advisory): void {
    const { model, records, clock } = this.#parts;
    const name = nameOf(advisory);
    if (this.#left.has(name) || !botWillMake(model.facts(advisory))) return;
    const begun = { at: clock.now().toISOString(), by: 'bot' } as const;
    // The list was read just now.
    this.#add(advisory, begun, { kept: false, next: this.#now() + unbegun });
    if (records.of(advisory).asked) this.#keep(this.#waits.get(name)!);
  }

  /** From now on it survives the window, and the row tells of it. */
  #keep(wait: Wait): void {
    if (wait.kept) return;
    wait.kept = true;
    const { records, clock, report } = this.#parts;
    const begun = { at: clock.now().toISOString(), by: 'bot' } as const;
    records.update(wait.about, { fork: begun }).catch(report);
  }

  /** GitHub names a fork as soon as it begins to make it. */
  #name(advisory: Advisory): void {
    const wait = this.#waits.get(nameOf(advisory));
    if (!wait || wait.since !== null || advisory.privateFork === null) return;
    wait.since = wait.next = this.#now();
    this.#schedule();
  }

  #add(
    about: Forkless,
    { at, by }: Begun,
    { kept = true, next = this.#now() }: Partial<Pick<Wait, 'kept' | 'next'>> = {},
  ): void {
    const name = nameOf(about);
    if (this.#waits.has(name) || this.#left.has(name)) return;
    const { words, report } = this.#parts;
    const started = Date.parse(at);
    const now = this.#now();
    const since = by === 'bot' ? null : Number.isNaN(started) ? now : Math.min(started, now);
    const cancel = () => {
      this.#left.add(name);
      this.end(about).catch(report);
    };
    const hide = by === 'us' ? words.making(about, cancel) : () => undefined;
    this.#waits.set(name, { about, since, next, kept, hide });
    this.#schedule();
  }

  #drop(about: Forkless): void {
    const name = nameOf(about);
    this.#waits.get(name)?.hide();
    this.#waits.delete(name);
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }

  #schedule(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#looking || this.#waits.size === 0) return;
    const due = [...this.#waits.values()].reduce((one, other) => (other.next < one.next ? other : one));
    this.#timer = this.#parts.clock.after(Math.max(0, due.next - this.#now()), () => {
      this.#look = this.#lookAt(due);
    });
  }

  /** Never two at a time. */
  async #lookAt(wait: Wait): Promise<void> {
    const stop = (this.#looking = new AbortController());
    try {
      const { is, advisory } = await lookAtFork(await this.#parts.github(), wait.about, stop.signal);
      if (this.#waits.get(nameOf(wait.about)) !== wait || stop.signal.aborted) return;
      if (advisory) this.#take(advisory);
      if (is === 'over') await this.end(wait.about);
      else if (is === 'ready' && advisory) await this.#ready(wait, advisory);
      else this.#goOn(wait, is === 'being-made', advisory?.htmlUrl ?? null);
    } catch (error) {
      if (!stop.signal.aborted) this.#failed(wait, error);
    } finally {
      this.#looking = null;
      this.#schedule();
    }
  }

  #take(advisory: Advisory): void {
    const { model } = this.#parts;
    const known = model.advisories.find(other => nameOf(other) === nameOf(advisory));
    if (known && !same(known, advisory)) model.take({ ...advisory, repo: known.repo });
  }

  /** Another window may have said so already. */
  async #ready({ kept }: Wait, advisory: Advisory): Promise<void> {
    const { records, words, model } = this.#parts;
    if (kept) await records.load();
    const told = kept && records.of(advisory).fork === undefined;
    await this.end(advisory);
    if (!told) words.ready(advisory);
    // Its pull requests are to be read.
    if (model.state.kind === 'loaded') void model.refresh('view');
  }

  #goOn(wait: Wait, making: boolean, htmlUrl: string | null): void {
    const now = this.#now();
    if (making) {
      wait.since ??= now;
      this.#keep(wait);
    }
    const { since, about } = wait;
    wait.next = now + (since === null ? unbegun : paceOf(since, now));
    if (since === null || now - since < longEnough) return;
    this.#drop(about);
    this.#left.add(nameOf(about));
    const { records, words, report } = this.#parts;
    const by = records.of(about).fork?.by ?? 'bot';
    words.tooLong(about, htmlUrl, () => void this.begin(about, by).catch(report));
  }

  /** What passes is waited out; else somebody has to sign in, or to look: the record stays. */
  #failed(wait: Wait, error: unknown): void {
    this.#parts.report(error);
    const passing =
      error instanceof GitHubError && ['offline', 'server', 'malformed', 'rate-limited'].includes(error.kind);
    if (!passing) return this.#drop(wait.about);
    wait.next = Math.max(this.#now() + unanswered, error.retryAt?.getTime() ?? 0);
  }
}

/** Milliseconds after which GitHub is asked again that did not answer. */
const unanswered = 60_000;

function nameOf({ repo, ghsaId }: Forkless): string {
  return `${repoName(repo)}/${ghsaId}`.toLowerCase();
}
