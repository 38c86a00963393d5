import { Emitter } from '../../common/emitter.ts';
import { Behind } from '../../port/behind.ts';
import type { BackportState } from '../../port/protocol.ts';
import { mustBeSeen } from '../../port/sameView.ts';
import type { BackportFieldId, BackportJob } from './job.ts';

export interface BackportModelParts {
  readonly now: () => Date;
  /** No step runs any more. */
  readonly ended: () => void;
  /** A step failed: told once, with the step's name and the error. */
  readonly failed: (step: string, error: unknown) => void;
}

/**
 * One backport as its page sees it: before the press of the one button it changes a draft, behind it it runs the steps.
 * Knows no `vscode`.
 */
export class BackportModel {
  readonly job: BackportJob;
  readonly #changed = new Emitter();
  readonly #behind: Behind;
  #state: BackportState;
  /** The button was pressed: nothing changes any more. */
  #crossing = false;

  readonly onDidChange = this.#changed.event;

  constructor(job: BackportJob, parts: BackportModelParts) {
    this.job = job;
    this.#state = job.state;
    this.#behind = new Behind({
      steps: () => this.#state.steps,
      show: change => this.#set(change),
      now: parts.now,
      run: hooks => job.run(hooks, change => this.#set(change)),
      goOn: 'Continue',
      finished: () => finishedWords(this.#state),
      offers: () => (this.#mayDiscard ? [{ id: 'discard', label: 'Discard' }] : []),
      failed: parts.failed,
      ended: parts.ended,
    });
  }

  get state(): BackportState {
    return this.#state;
  }

  get key(): string {
    return this.job.key;
  }

  /** Do steps run, or is the button being pressed? */
  get isRunning(): boolean {
    return this.#crossing || this.#behind.isRunning;
  }

  edit(field: BackportFieldId, value: string): void {
    this.#change(() => this.job.edit(field, value));
  }

  setLabel(name: string, on: boolean): void {
    if (!this.#state.labels.pull.some(label => label.name === name && !label.fixed)) return;
    this.#change(() => this.job.setLabel(name, on));
  }

  async setSigned(on: boolean, signal?: AbortSignal): Promise<void> {
    if (this.job.isConfirmed) return;
    try {
      await this.job.setSigned(on, signal);
    } finally {
      this.#change(() => undefined);
    }
  }

  fix(finding: string, fix: string): void {
    this.#change(() => this.job.fix(finding, fix));
  }

  keep(finding: string, reason: string): void {
    if (reason.trim() !== '') this.#change(() => this.job.keep(finding, reason));
  }

  unkeep(finding: string): void {
    this.#change(() => this.job.unkeep(finding));
  }

  /** The line, or the way into the private fork. `seen` is what the page showed when the button was pressed. */
  async send(seen: unknown): Promise<void> {
    if (this.job.isConfirmed || this.#crossing) return;
    mustBeSeen(seen, this.job.state.view);
    this.#crossing = true;
    try {
      await this.job.confirm();
    } finally {
      this.#crossing = false;
    }
    this.start();
  }

  /** Runs the steps, or goes on with them, in the background; the state tells how far it is. */
  start(): void {
    if (this.job.isConfirmed && this.#state.phase !== 'done') this.#behind.start();
  }

  /** Resolves when no step runs. */
  settled(): Promise<void> {
    return this.#behind.settled();
  }

  stopAfterStep(): void {
    this.#behind.stopAfterStep();
  }

  /** After a failure: nobody goes on with it. What was pushed to one's own fork stays there. */
  async discard(): Promise<void> {
    if (this.isRunning || !this.#mayDiscard) return;
    await this.job.discard();
  }

  /** Not once its pull request is there: what is left then are labels. */
  get #mayDiscard(): boolean {
    const pull = this.#state.steps.find(({ id }) => id === 'pull');
    return this.job.mayDiscard && pull?.state !== 'done';
  }

  #change(make: () => void): void {
    if (this.job.isConfirmed || this.#crossing) return;
    make();
    this.#set(this.job.state);
  }

  #set(change: Partial<BackportState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed.fire();
  }
}

/** "Done. Pull request gh-210512." */
function finishedWords({ steps, into, branch }: BackportState): string {
  const made = steps.find(({ id }) => id === 'pull')?.text ?? '';
  const name = /gh-\d+|#\d+/.exec(made)?.[0] ?? '';
  return into === 'public'
    ? `Done. Pull request ${name}. The bots link it and say so on the pull request into main.`
    : `Done. Private pull request ${name} into ${branch}. Nothing became public.`;
}
