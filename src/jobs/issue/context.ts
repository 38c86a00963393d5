import type { PublicText } from '../../embargo/index.ts';
import { pause, type Wait } from '../pause.ts';
import type { JobStore } from '../store.ts';
import type { PublicIssueTexts } from './declassify.ts';
import type { IssueDone, IssueRecord } from './record.ts';
import type { IssueRun } from './run.ts';
import type { IssueField, IssueTools } from './types.ts';

/** What the steps behind the line share. Every text here has passed the public line. */
export class IssueContext {
  readonly github: IssueTools['github'];
  readonly texts: Readonly<Record<IssueField, PublicText>>;
  readonly labels: readonly PublicText[];
  readonly signal: AbortSignal | undefined;
  readonly now: IssueTools['now'];
  readonly wait: Wait;
  readonly #store: JobStore;
  readonly #remembered: (record: IssueRecord) => void;
  #record: IssueRecord;

  constructor(
    { github, store, now, wait = pause }: Pick<IssueTools, 'github' | 'store' | 'now' | 'wait'>,
    record: IssueRecord,
    { texts, labels }: PublicIssueTexts,
    { signal, remembered }: Pick<IssueRun, 'signal' | 'remembered'>,
  ) {
    this.github = github;
    this.#store = store;
    this.#record = record;
    this.texts = texts;
    this.labels = labels;
    this.signal = signal;
    this.now = now;
    this.wait = wait;
    this.#remembered = remembered;
  }

  get record(): IssueRecord {
    return this.#record;
  }

  /** Remembers what a step has done, before the next one starts. */
  async remember(done: IssueDone): Promise<void> {
    this.#record = { ...this.#record, done: { ...this.#record.done, ...done } };
    await this.#store.save(this.#record.key, this.#record);
    this.#remembered(this.#record);
  }
}
