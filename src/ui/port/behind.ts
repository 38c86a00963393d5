import type { Ended, StepEvent } from '../../jobs/job.ts';
import type { LineState, PortStep } from './protocol.ts';

/** What of a page the steps behind the line change. */
export type BehindState = Pick<LineState, 'phase' | 'steps' | 'summary' | 'ready' | 'offers'>;

/** What a run of the steps is watched and stopped by. */
export interface RunHooks {
  readonly tell: (event: StepEvent) => void;
  readonly stop: () => boolean;
}

export interface BehindParts {
  readonly steps: () => readonly PortStep[];
  readonly show: (change: Partial<BehindState>) => void;
  readonly now: () => Date;
  /** Runs the steps from what is remembered. */
  readonly run: (hooks: RunHooks) => Promise<Ended>;
  /** "Continue port": what goes on after a stop or a failure. */
  readonly goOn: string;
  /** "Done. Issue gh-…" */
  readonly finished: () => string;
  /** What may be pressed besides that after this failure. */
  readonly offers: (error: unknown) => LineState['offers'];
  /** A step failed: told once, with the step's name and the error. */
  readonly failed: (step: string, error: unknown) => void;
  /** No step runs any more. */
  readonly ended?: () => void;
}

/** The steps behind the line as their page shows them. Runs them once at a time, stops between two, goes on. */
export class Behind {
  readonly #parts: BehindParts;
  #stopping = false;
  #running: Promise<void> | null = null;

  constructor(parts: BehindParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Runs the steps, or goes on with them, in the background; the state tells how far it is. */
  start(): void {
    if (this.#running) return;
    this.#stopping = false;
    this.#running = this.#run().finally(() => (this.#running = null));
  }

  /** Resolves when no step runs. */
  async settled(): Promise<void> {
    await this.#running;
  }

  stopAfterStep(): void {
    if (!this.#running) return;
    this.#stopping = true;
    this.#parts.show({ summary: 'Stopping after this step.' });
  }

  async #run(): Promise<void> {
    const { show, run, finished, ended, goOn } = this.#parts;
    show({
      offers: [],
      phase: 'running',
      summary: 'Going on. Each step looks first, then acts.',
      ready: false,
    });
    let how: Ended;
    try {
      how = await run({ tell: event => this.#tell(event), stop: () => this.#stopping });
    } catch (error) {
      // Before the first step: GitHub could not be asked, or a text no longer passes the line.
      this.#fail(this.#parts.steps().find(({ state }) => state !== 'done')?.id ?? '', error);
      ended?.();
      return;
    }
    if (how === 'done') show({ phase: 'done', summary: finished() });
    ended?.();
    if (how === 'stopped') show({ phase: 'stopped', summary: `Stopped. ${goOn} goes on from here.` });
  }

  #tell(event: StepEvent): void {
    if (event.state === 'failed') this.#fail(event.id, event.error);
    else if (event.state === 'busy') this.#step(event.id, { state: 'busy', text: event.text });
    else {
      const at = event.link === null ? '' : ` ${this.#parts.now().toTimeString().slice(0, 5)}`;
      this.#step(event.id, { state: 'done', text: `${event.text}${at}`, link: event.link });
    }
  }

  #fail(id: string, error: unknown): void {
    const sentence =
      error instanceof Error && 'kind' in error
        ? error.message
        : 'This failed inside GHSA Coordinator. The log has the detail.';
    this.#step(id, { state: 'failed', text: sentence });
    const label = this.#parts.steps().find(step => step.id === id)?.label ?? 'the first step';
    this.#parts.show({
      offers: this.#parts.offers(error),
      phase: 'failed',
      summary: `Nothing is lost. ${this.#parts.goOn} looks what is there and goes on.`,
    });
    this.#parts.failed(label, error);
  }

  #step(id: string, change: Partial<PortStep>): void {
    this.#parts.show({
      steps: this.#parts.steps().map(step => (step.id === id ? { ...step, ...change } : step)),
    });
  }
}
