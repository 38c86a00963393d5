import type { PublicText } from '../../embargo/index.ts';
import { writeBlob, type Git, type Scratch } from '../../git/index.ts';
import type { GitHub } from '../../github/index.ts';
import type { Profile } from '../../project/index.ts';
import { pause, type Wait } from '../pause.ts';
import type { JobStore } from '../store.ts';
import { remakeScratch } from './remake.ts';
import type { PortDone, PortRecord } from './record.ts';
import type { PortField } from './types.ts';

/** What the steps behind the line share. Every text here has passed the public line. */
export class PortContext {
  readonly github: GitHub;
  readonly git: Git;
  readonly gitUrl: string;
  readonly profile: Profile;
  readonly scratch: Scratch;
  /** The job's folder on disk; deleted at its end. */
  readonly folder: string;
  readonly texts: Readonly<Record<PortField, PublicText>>;
  readonly #branches: readonly PublicText[];
  readonly author: { readonly name: PublicText; readonly email: PublicText };
  readonly committer: { readonly name: PublicText; readonly email: PublicText };
  readonly issueLabels: readonly PublicText[];
  readonly pullLabels: readonly PublicText[];
  readonly signal: AbortSignal | undefined;
  readonly now: () => Date;
  readonly wait: Wait;
  readonly #store: JobStore;
  readonly #privateFork: string | null;
  #record: PortRecord;

  constructor(parts: {
    readonly github: GitHub;
    readonly git: Git;
    readonly gitUrl: string;
    readonly profile: Profile;
    readonly scratch: Scratch;
    readonly privateFork: string | null;
    readonly folder: string;
    readonly store: JobStore;
    readonly record: PortRecord;
    readonly publicTexts: PublicTexts;
    readonly now: () => Date;
    readonly wait?: Wait | undefined;
    readonly signal?: AbortSignal | undefined;
  }) {
    this.github = parts.github;
    this.git = parts.git;
    this.gitUrl = parts.gitUrl;
    this.profile = parts.profile;
    this.scratch = parts.scratch;
    this.folder = parts.folder;
    this.texts = parts.publicTexts.texts;
    this.#branches = parts.publicTexts.branches;
    this.author = parts.publicTexts.author;
    this.committer = parts.publicTexts.committer;
    this.issueLabels = parts.publicTexts.issueLabels;
    this.pullLabels = parts.publicTexts.pullLabels;
    this.now = parts.now;
    this.wait = parts.wait ?? pause;
    this.signal = parts.signal;
    this.#store = parts.store;
    this.#privateFork = parts.privateFork;
    this.#record = parts.record;
  }

  get record(): PortRecord {
    return this.#record;
  }

  /** Remembers what a step has done, at once and on disk, before the next one starts. */
  async remember(done: PortDone): Promise<void> {
    this.#record = { ...this.#record, done: { ...this.#record.done, ...done } };
    await this.#store.save(this.#record.key, this.#record);
  }

  /** Brings the merged tree and the news entry back into scratch. */
  async remake(): Promise<void> {
    const { git, scratch } = this;
    await remakeScratch(this, scratch, this.#record, this.#privateFork, this.signal);
    if (this.#record.done.news) await writeBlob(git, scratch, this.numbered('commit.blurb'));
  }

  /** The job is over: its record goes. */
  async forget(): Promise<void> {
    await this.#store.remove(this.#record.key);
  }

  /** A text with the issue's number in its hole. */
  numbered(field: PortField): PublicText {
    return this.texts[field].withIssue(this.issue);
  }

  /** The branch's name: the confirmed one, or with `-2` and so on where that was taken (from 1; null: none left). */
  branch(name = this.#record.done.name ?? 1): PublicText | null {
    return this.#branches[name - 1]?.withIssue(this.issue) ?? null;
  }

  get issue(): number {
    const { issue } = this.#record.done;
    if (!issue) throw new Error('A step that needs the issue ran before there was one.');
    return issue.number;
  }
}

/** Everything that becomes public, as values that only `declassify` can make. */
export interface PublicTexts {
  readonly texts: Readonly<Record<PortField, PublicText>>;
  /** The branch's name and its stand-ins. */
  readonly branches: readonly PublicText[];
  readonly author: { readonly name: PublicText; readonly email: PublicText };
  readonly committer: { readonly name: PublicText; readonly email: PublicText };
  readonly issueLabels: readonly PublicText[];
  readonly pullLabels: readonly PublicText[];
}
