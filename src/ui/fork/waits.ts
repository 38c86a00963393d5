import { isCoordinator } from '../../advisory/assignment.ts';
import { same } from '../../advisory/fields.ts';
import type { Advisory } from '../../advisory/model.ts';
import { GitHubError } from '../../github/errors.ts';
import { longEnough, lookAtFork, paceOf, unbegun } from '../../jobs/fork/wait.ts';
import { beginsBy, botWillMake } from './expected.ts';
import { Turns } from './turns.ts';
import { nameOf, type Begun, type Forkless, type Wait, type WaitsParts } from './waitParts.ts';
import { WaitSet } from './waitSet.ts';

/**
 * The private forks that are waited for, of this window: those that we started, by a progress; those that the bot
 * makes, silently. They are looked at one at a time.
 */
export class ForkWaits {
  readonly #parts: WaitsParts;
  readonly #waits: WaitSet;
  readonly #turns: Turns<Wait>;

  constructor(parts: WaitsParts) {
    this.#parts = parts;
    const look = (wait: Wait, signal: AbortSignal) => this.#lookAt(wait, signal);
    this.#turns = new Turns(parts.clock, () => this.#waits.all, look);
    this.#waits = new WaitSet(parts, () => this.#turns.schedule());
  }

  /** How many there are. */
  get count(): number {
    return this.#waits.all.length;
  }

  /** Resolves when the look that is under way is answered. */
  settled(): Promise<void> {
    return this.#turns.settled();
  }

  /** Waits for one, and remembers that. */
  begin(about: Forkless, by: Begun['by']): Promise<void> {
    return this.#waits.begin(about, by);
  }

  /** Nobody waits for it any more: it is there, or will not be. */
  end(about: Forkless): Promise<void> {
    return this.#waits.end(about);
  }

  /** Takes up what was waited for when the last window closed, or by another account. */
  async takeUp(): Promise<void> {
    const { records } = this.#parts;
    await records.load();
    for (const { progress, ...about } of records.entries())
      if (progress.fork && !progress.fork.left) this.#waits.add(about, progress.fork);
  }

  /** The list was read, or something in it has changed. */
  notice(): void {
    const { model, records } = this.#parts;
    const { state } = model;
    if (state.kind !== 'loaded') return;
    for (const advisory of model.advisories) {
      const begun = records.of(advisory).fork;
      if (begun?.left) this.#forget(advisory);
      else if (begun) this.#waits.add(advisory, begun);
      else if (isCoordinator(advisory, state.login)) this.#expect(advisory);
      this.#name(advisory);
    }
  }

  /** Another account, or another GitHub: nothing of the last one is waited for. */
  reset(): void {
    this.#turns.abort();
    this.#waits.clear();
  }

  dispose(): void {
    this.reset();
  }

  /** The bot makes a fork of every draft: that it is ready is worth a word. It is kept where we asked the bot. */
  #expect(advisory: Advisory): void {
    const { model, records, clock } = this.#parts;
    if (this.#waits.isLeft(advisory) || !botWillMake(model.facts(advisory))) return;
    const begun = { at: clock.now().toISOString(), by: 'bot' } as const;
    // The list was read just now.
    this.#waits.add(advisory, begun, { kept: false, next: this.#now() + unbegun });
    if (records.of(advisory).asked) this.#waits.keep(this.#waits.of(advisory)!);
  }

  /** GitHub names a fork as soon as it begins to make it. */
  #name(advisory: Advisory): void {
    const wait = this.#waits.of(advisory);
    if (!wait || wait.since !== null || advisory.privateFork === null) return;
    wait.since = wait.next = this.#now();
    this.#turns.schedule();
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }

  async #lookAt(wait: Wait, signal: AbortSignal): Promise<void> {
    try {
      const { is, advisory } = await lookAtFork(await this.#parts.github(), wait.about, signal);
      if (this.#waits.of(wait.about) !== wait || signal.aborted) return;
      if (!advisory) return await this.#hidden(wait);
      wait.hiddenSince = null;
      this.#take(advisory);
      if (is === 'over') await this.end(wait.about);
      else if (is === 'ready') await this.#ready(wait, advisory);
      else await this.#goOn(wait, is === 'being-made', advisory);
    } catch (error) {
      if (!signal.aborted) this.#failed(wait, error);
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
    const { fork } = records.of(advisory);
    const told = kept && (fork === undefined || fork.left === true);
    await this.end(advisory);
    if (!told) words.ready(advisory);
    // Its pull requests are to be read.
    if (model.state.kind === 'loaded') void model.refresh('view');
  }

  async #goOn(wait: Wait, making: boolean, advisory: Advisory): Promise<void> {
    const now = this.#now();
    if (making) {
      wait.since ??= now;
      this.#waits.keep(wait);
    }
    const { about, from, since, kept } = wait;
    wait.next = now + (since === null ? unbegun : paceOf(since, now));
    const { model, words } = this.#parts;
    const facts = model.state.kind === 'loaded' ? model.facts(advisory) : null;
    if (now < (since === null ? beginsBy(facts, from) : since + longEnough)) return;
    await this.#waits.leave(about);
    // Nobody asked for it, and the row says that the bot is late.
    if (!kept) return;
    words.tooLong(about, { htmlUrl: advisory.htmlUrl, begun: since !== null }, () =>
      this.#waits.again(about),
    );
  }

  /** GitHub may not show for a moment what is there; what it does not show for longer somebody has to look at. */
  async #hidden(wait: Wait): Promise<void> {
    const { report, words } = this.#parts;
    const { about, kept } = wait;
    const error = new GitHubError('not-found', 'GitHub does not show this advisory to you any more.');
    report(error);
    const now = this.#now();
    wait.hiddenSince ??= now;
    wait.next = now + unanswered;
    if (now < wait.hiddenSince + aMoment) return;
    await this.#waits.leave(about);
    // Nobody asked for it.
    if (kept) words.stopped(about, error, () => this.#waits.again(about));
  }

  /** What passes is waited out; else somebody has to sign in, or to look: the records stay. */
  #failed(wait: Wait, error: unknown): void {
    this.#parts.report(error);
    const kind = error instanceof GitHubError ? error.kind : null;
    if (error instanceof GitHubError && passing.includes(error.kind)) {
      wait.next = Math.max(this.#now() + unanswered, error.retryAt?.getTime() ?? 0);
      return;
    }
    // Whoever signs in takes all of them up again; what is refused is not asked for again by itself.
    const ended = kind === 'signed-out' ? this.#waits.all : [wait];
    if (kind !== 'signed-out') this.#waits.refuse(wait.about);
    for (const { about } of ended) this.#waits.drop(about);
    const told = ended.find(({ kept }) => kept);
    if (told) this.#parts.words.stopped(told.about, error, () => this.#waits.again(told.about));
  }

  /** What was left is there by now, or will not be. */
  #forget(advisory: Advisory): void {
    const { model, report } = this.#parts;
    const { state, privateFork } = advisory;
    const open = state === 'triage' || state === 'draft';
    const there = privateFork !== null && model.facts(advisory).pulls !== null;
    if (there || !open) this.end(advisory).catch(report);
  }
}

const passing: readonly string[] = ['offline', 'server', 'malformed', 'rate-limited'];

/** Milliseconds after which GitHub is asked again that did not answer. */
const unanswered = 60_000;

/** For so many milliseconds GitHub may not show an advisory that is there, as where its own copies lag. */
const aMoment = 5 * 60_000;
