import { same } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import {
  announcementOf,
  gates,
  keptFix,
  parsePull,
  readAnnouncement,
  revertId,
  type AnnounceGitHub,
  type AnnouncementFacts,
  type Fix,
  type Gate,
} from '../../jobs/announce/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { signingOf, type Facts, type Progress, type Step } from '../../process/index.ts';
import type { Mail } from '../../texts/index.ts';
import { written } from '../../texts/pieces.ts';
import { Emitter } from '../common/emitter.ts';
import { kept, unkept } from '../port/draftEdits.ts';
import type { RecordState } from './afterRows.ts';
import { AnnounceDrafts, longestText, untouched, type AnnounceDraft } from './drafts.ts';
import { problemOf } from './problem.ts';
import type { AnnounceState, MailView } from './protocol.ts';
import { announceState, findingsOf, mailView } from './state.ts';
import { archiveLink, InputError, sentAt } from './when.ts';

export interface AnnounceModelParts {
  readonly github: () => Promise<AnnounceGitHub & { readonly cve: Pick<GitHub['cve'], 'state'> }>;
  readonly sandbox: boolean;
  /** As the tree knows it now. */
  readonly facts: () => Facts;
  readonly closeStep: () => Step | null;
  /** The public issue and pull request, as far as they are remembered. */
  readonly links: () => { readonly issue: number | null; readonly pull: number } | null;
  /** Where it goes, by the settings; empty: where the project says. */
  readonly to: () => string;
  readonly cveUrl: () => string;
  /** Do pages say ids instead of titles? */
  readonly hideTitles: () => boolean;
  readonly store: JobStore;
  /** Under which the edited text is kept. */
  readonly key: string;
  /** Remembers it; what is `undefined` is forgotten. */
  readonly remember: (change: {
    readonly [Name in keyof Progress]?: Progress[Name] | undefined;
  }) => Promise<void>;
  /** Everything was read anew. */
  readonly took: (read: AnnouncementFacts) => void;
  /** The coordinator named the pull request of the fix, and it is there. */
  readonly named: (fix: Fix) => Promise<void>;
  readonly log: (error: unknown) => void;
}

const mailParts = ['to', 'replyTo', 'subject', 'body'] as const;

/** Before GitHub was asked. */
const unread: Fix = {
  status: 'unread',
  pull: null,
  issue: null,
  main: 'main',
  revertedBy: null,
  doubts: [],
  keptFor: null,
  others: [],
  complete: false,
  message: 'not read',
};

/** One announcement as its page sees it. It makes the e-mail and never sends it. Knows no `vscode`. */
export class AnnounceModel {
  readonly #parts: AnnounceModelParts;
  readonly #drafts: AnnounceDrafts;
  readonly #changed = new Emitter();
  #phase: AnnounceState['phase'] = 'loading';
  #failure: string | null = null;
  #read: AnnouncementFacts | null = null;
  #draft: AnnounceDraft = untouched;
  /** What the template took the place of. */
  #replaced: AnnounceDraft | null = null;
  /** What the CVE services said, and of which id. */
  #record: { readonly cveId: string; readonly state: RecordState } | null = null;
  #reading: AbortController | null = null;
  #state: AnnounceState | null = null;
  /** The last edit of the page that this model has seen. */
  revision = 0;

  readonly onDidChange = this.#changed.event;

  constructor(parts: AnnounceModelParts) {
    this.#parts = parts;
    this.#drafts = new AnnounceDrafts(parts.store, parts.key, parts.log);
  }

  get state(): AnnounceState {
    return (this.#state ??= this.#make());
  }

  /** What it is made of, as far as it was read: the tree's advisory where that is newer. */
  get facts(): AnnouncementFacts {
    const { advisory: known } = this.#parts.facts();
    const read = this.#read;
    const advisory = read && read.advisory.updatedAt > known.updatedAt ? read.advisory : known;
    return { advisory, fix: keptFix(read?.fix ?? unread, this.#draft.kept) };
  }

  get advisory(): Advisory {
    return this.facts.advisory;
  }

  /** Of the id that the advisory has now; of another one it says nothing. */
  get #recordState(): RecordState {
    return this.#record?.cveId === this.advisory.cveId ? (this.#record?.state ?? null) : null;
  }

  /** A genuine code-signing report is announced by what was revoked. */
  get #signing(): boolean {
    return signingOf(this.#parts.facts().progress)?.verdict === 'genuine';
  }

  /** What has to be so first. */
  get gates(): readonly Gate[] {
    const read = this.facts;
    const { to } = this.#mail();
    const { now } = this.#parts.facts();
    return gates({ ...read, to, record: this.#recordState, signing: this.#signing, now });
  }

  /**
   * The draft, then GitHub. Never rejects: a failure is in the state.
   *
   * @param before what an earlier page of it still writes
   */
  async open(before?: Promise<void>): Promise<void> {
    await before;
    this.#draft = await this.#drafts.load().catch((error: unknown) => {
      this.#parts.log(error);
      return untouched;
    });
    await this.load();
  }

  /** Reads everything anew; the last reading wins. Never rejects. */
  async load(): Promise<void> {
    await this.#load(null).catch(this.#parts.log);
  }

  /**
   * Takes the pull request that the coordinator names as the fix.
   * @throws InputError, GitHubError
   */
  async namePull(text: string): Promise<void> {
    const repo = repoName(this.advisory.repo);
    const number = parsePull(text, repo);
    if (number === null)
      throw new InputError(`Write the number of a pull request of ${repo}, such as 210502, or its address.`);
    const before = this.#read;
    const read = await this.#load(number);
    if (read === null) return;
    if (read.fix.pull === null) {
      // An issue's pull requests can be chosen from; anything else leaves it as it was.
      if (read.fix.others.length === 0 && before) this.#read = before;
      this.touch();
      throw new InputError(read.fix.message ?? `${repo} has no pull request ${number}.`);
    }
    await this.#parts.named(read.fix);
    this.touch();
  }

  async #load(named: number | null): Promise<AnnouncementFacts | null> {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    this.#show('loading', this.#failure);
    try {
      const { repo, ghsaId } = this.#parts.facts().advisory;
      const github = await this.#parts.github();
      const links = this.#parts.links();
      const read = await readAnnouncement(github, { repo, ghsaId, links, named }, signal);
      if (signal.aborted) return null;
      this.#read = read;
      this.#parts.took(read);
      this.#show('ready', null);
      return read;
    } catch (error) {
      if (signal.aborted) return null;
      this.#show('failed', problemOf(error));
      throw error;
    }
  }

  /** The tree, a setting or a record has changed. */
  touch(): void {
    const before = this.#state;
    this.#state = null;
    if (before === null || !same(before, this.state)) this.#changed.fire();
  }

  /** An edit of the text; null: the template's again. */
  edit(value: string | null, revision: number): void {
    this.revision = revision;
    const template = written(this.#mail().body);
    // The template's own words are no edit.
    const text = value === null || value === template ? null : value.slice(0, longestText);
    const from = this.#draft.text === null ? template : this.#draft.template;
    this.#replaced = value === null && this.#draft.text !== null ? this.#draft : null;
    this.#keep({ ...this.#draft, text, template: text === null ? '' : from });
  }

  /** The text that the template took the place of is there again. */
  undo(revision: number): void {
    this.revision = revision;
    const { text = null, template = '' } = this.#replaced ?? {};
    this.#replaced = null;
    if (text === null) this.touch();
    else this.#keep({ ...this.#draft, text, template });
  }

  /** The template of now was read beside the edited text. */
  readTemplate(): void {
    if (this.#draft.text !== null) this.#keep({ ...this.#draft, template: written(this.#mail().body) });
  }

  /** Mends a finding in the text. */
  fix(findingId: string, fixId: string): void {
    const finding = this.#findings().find(({ id }) => id === findingId);
    const repair = finding?.fixes.find(({ id }) => id === fixId);
    if (finding?.field === 'body' && repair) this.edit(repair.text, this.revision);
  }

  keep(finding: string, reason: string): void {
    const may =
      revertId(this.facts.fix) === finding ||
      this.#findings().some(({ id, overrulable }) => id === finding && overrulable);
    if (reason.trim() === '' || !may) return;
    this.#keep({ ...this.#draft, kept: kept(this.#draft.kept, finding, reason) });
  }

  unkeep(finding: string): void {
    this.#keep({ ...this.#draft, kept: unkept(this.#draft.kept, finding) });
  }

  /**
   * The e-mail, to be handed to a mail program. `seen` is what the page showed when the button was pressed.
   * @throws InputError where something holds it up, or the page showed something else
   */
  mail(seen: unknown): MailView {
    const { held, mail } = this.state;
    if (held !== null) throw new InputError(held);
    const shown = (seen ?? {}) as Partial<MailView>;
    if (mailParts.some(part => shown[part] !== mail[part]))
      throw new InputError('The page showed something else than what would be sent. Look again.');
    return mail;
  }

  /**
   * Remembers when it was sent; null: it was not.
   * @throws InputError
   */
  async markSent(day: string | null): Promise<void> {
    const { now } = this.#parts.facts();
    await this.#parts.remember({ announcedAt: day === null ? undefined : sentAt(day, now) });
  }

  /** @throws InputError */
  async keepArchive(url: string): Promise<void> {
    await this.#parts.remember({ archiveUrl: archiveLink(url) ?? undefined });
  }

  /**
   * Asks the public CVE services, once.
   * @throws InputError, GitHubError
   */
  async checkRecord(): Promise<void> {
    const { cveId } = this.advisory;
    if (cveId === null) throw new InputError('The advisory has no CVE ID yet.');
    const { cve } = await this.#parts.github();
    const state = await cve.state(this.#parts.cveUrl(), cveId);
    if (this.advisory.cveId === cveId) this.#record = { cveId, state };
    this.touch();
  }

  /** Resolves when the draft is kept. */
  settled(): Promise<void> {
    return this.#drafts.settled();
  }

  /** Its page was closed. */
  close(): void {
    this.#reading?.abort();
  }

  #keep(draft: AnnounceDraft): void {
    this.#draft = draft;
    this.#drafts.keep(draft);
    this.touch();
  }

  #show(phase: AnnounceState['phase'], failure: string | null): void {
    this.#phase = phase;
    this.#failure = failure;
    this.touch();
  }

  #mail(): Mail {
    return announcementOf(this.facts, this.#parts.to());
  }

  #findings(): ReturnType<typeof findingsOf> {
    return findingsOf(mailView(this.#mail(), this.#draft), this.facts, this.#draft);
  }

  #make(): AnnounceState {
    const { sandbox, closeStep, hideTitles } = this.#parts;
    const facts = this.#parts.facts();
    const read = this.facts;
    const mail = this.#mail();
    return announceState({
      ...{ sandbox, facts, read, mail },
      phase: this.#phase,
      failure: this.#failure,
      close: closeStep(),
      gates: this.gates,
      draft: this.#draft,
      signing: this.#signing,
      hideTitles: hideTitles(),
      undo: this.#replaced !== null,
      record: this.#recordState,
    });
  }
}
