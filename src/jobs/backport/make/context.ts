import type { Crosses, CrossesDone } from '../../line/crosses.ts';
import type { BackportTexts } from './declassify.ts';
import { remakeScratch } from './remake.ts';
import type { BackportDone, BackportRecord } from './record.ts';
import type { BackportField, BackportTools } from './types.ts';

/** What the steps of a backport share. Every text here has passed the public line. */
export class BackportContext implements Crosses {
  readonly github: BackportTools['github'];
  readonly git: BackportTools['git'];
  readonly gitUrl: string;
  readonly scratch: Crosses['scratch'];
  readonly signal: AbortSignal | undefined;
  readonly author: Crosses['author'];
  readonly committer: Crosses['committer'];
  readonly pullLabels: BackportTexts['pullLabels'];
  readonly #texts: BackportTexts;
  readonly #store: BackportTools['store'];
  #record: BackportRecord;

  constructor(
    { github, git, gitUrl, store }: BackportTools,
    parts: {
      readonly record: BackportRecord;
      readonly texts: BackportTexts;
      readonly scratch: Crosses['scratch'];
      readonly signal: AbortSignal | undefined;
    },
  ) {
    this.github = github;
    this.git = git;
    this.gitUrl = gitUrl;
    this.scratch = parts.scratch;
    this.signal = parts.signal;
    this.author = parts.texts.author;
    this.committer = parts.texts.committer;
    this.pullLabels = parts.texts.pullLabels;
    this.#texts = parts.texts;
    this.#store = store;
    this.#record = parts.record;
  }

  get record(): BackportRecord {
    return this.#record;
  }

  /** Remembers what a step has done, at once and on disk, before the next one starts. */
  async remember(done: CrossesDone & BackportDone): Promise<void> {
    this.#record = { ...this.#record, done: { ...this.#record.done, ...done } };
    await this.#store.save(this.#record.key, this.#record);
  }

  remake(): Promise<void> {
    return remakeScratch(this.git, this.scratch, this.#record, this.signal);
  }

  /** No number is missing from these texts. */
  numbered(field: BackportField) {
    return this.#texts.texts[field];
  }

  branch(name = this.#record.done.name ?? 1) {
    return this.#texts.branches[name - 1] ?? null;
  }
}
