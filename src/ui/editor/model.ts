import { withRanges } from '../../advisory/affected.ts';
import { fieldsWith, type Draft } from '../../advisory/draft.ts';
import { fieldWords } from '../../advisory/fieldWords.ts';
import { same, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { tokenRefused } from '../../github/index.ts';
import { saveAdvisory, type Saved } from '../../jobs/save/index.ts';
import { profileFacts, profileOf } from '../../project/index.ts';
import { Emitter } from '../common/emitter.ts';
import { DiscussionModel } from './discussion.ts';
import type { AlreadySaid } from './discussionProtocol.ts';
import { DraftKeeper } from './drafts.ts';
import { EditedAdvisory } from './edited.ts';
import { failureOf } from './failure.ts';
import { OriginalReport } from './original.ts';
import type { EditorParts } from './parts.ts';
import type { EditorState, Notice, TabName } from './protocol.ts';
import { beyondBase, type SaveAnswer } from './questions.ts';
import { adminRequest, draftText, factsOf, scoreNotice } from './state.ts';

type Saving = Omit<EditorState['save'], 'questions'>;

const idle: Saving = {
  kind: 'idle',
  savedAt: null,
  problem: null,
  offers: [],
  question: null,
  fieldProblems: {},
  notices: [],
};

/** Milliseconds after which GitHub counts as silent. */
const patience = 30_000;

/** The advisory page without VS Code: reads and saves one advisory, and says how that went. */
export class EditorModel {
  readonly #parts: EditorParts;
  readonly #drafts: DraftKeeper;
  readonly #original: OriginalReport;
  readonly #edited = new EditedAdvisory();
  readonly #changed = new Emitter();
  readonly #typed = new Emitter();
  #phase: EditorState['phase'] = 'loading';
  #problem: string | null = null;
  #login = '';
  #admin: boolean | null = null;
  #save = idle;
  #open: EditorState['open'] = null;
  #ssoUrl: string | null = null;
  #notices = 0;
  #working: Promise<void> = Promise.resolve();
  /** What Try Again does: what failed. */
  #failedAt: 'load' | 'save' = 'load';
  readonly discussion: DiscussionModel;
  /** The last edit of the page that this model has seen. */
  revision = 0;

  readonly onDidChange = this.#changed.event;
  /** The page changed the draft. It knows that itself: a state of 65,535 characters is not sent back for each key. */
  readonly onDidEdit = this.#typed.event;

  constructor(parts: EditorParts) {
    const { store, key, log, copy, repo, ghsaId, github, others, expired } = parts;
    this.#parts = parts;
    this.discussion = new DiscussionModel({
      ...{ repo, ghsaId, github, others, expired, log },
      advisory: () => this.advisory,
      now: parts.now ?? (() => new Date()),
      patience: parts.patience ?? patience,
    });
    this.discussion.onDidChange(() => this.#changed.fire());
    this.#drafts = new DraftKeeper(store, `ghsa.draft:${key}`, log);
    this.#original = new OriginalReport(store, `ghsa.written:${key}`, copy);
  }

  get state(): EditorState {
    const { repo, ghsaId, sandbox, draftsKept, settings } = this.#parts;
    const { advisory, base, questions, generation } = this.#edited;
    return {
      sandbox,
      phase: this.#phase,
      problem: this.#problem,
      ghsaId,
      repo: repoName(repo),
      profile: profileFacts(profileOf(repoName(repo))),
      login: this.#login,
      facts: advisory && factsOf(advisory, this.#admin),
      stored: base,
      generation,
      draft: this.#draft,
      save: { ...this.#save, questions },
      discussion: this.discussion.state,
      original: this.#original.kind,
      draftsKept: draftsKept(),
      settings: settings(),
      open: this.#open,
    };
  }

  get advisory(): Advisory | null {
    return this.#edited.advisory;
  }

  get originalText(): string | null {
    return this.#original.text;
  }

  get dirty(): boolean {
    return this.#edited.unsaved(this.#draft).length > 0;
  }

  /** What is not on GitHub, as text for people: for the clipboard. */
  get draftText(): string {
    const { base } = this.#edited;
    return base ? draftText(base, this.#draft) : '';
  }

  /** What an admin is asked to do. */
  get adminRequest(): string {
    const { advisory, base } = this.#edited;
    return advisory && base ? adminRequest(advisory, base, fieldsWith(base, this.#draft)) : '';
  }

  /** Where single sign-on is granted, after GitHub asked for it. */
  get ssoUrl(): string | null {
    return this.#ssoUrl;
  }

  /** The page shows this tab next. */
  show(tab: TabName): void {
    this.#open = { tab, preview: 'email', number: Date.now() };
    this.#changed.fire();
  }

  /** Resolves when nothing is under way and the draft is kept. */
  async settled(): Promise<void> {
    await this.#working;
    await this.discussion.settled();
    await this.#drafts.settled();
  }

  /** Resolves when the draft is kept. */
  kept(): Promise<void> {
    return this.#drafts.settled();
  }

  /** Finds the draft and reads the advisory, beneath what was typed. Never rejects: a failure is a state. */
  load(): Promise<void> {
    return this.#alone('load', () => this.#load());
  }

  /** What the page typed, and on which of our bases. */
  edit(draft: Draft, revision: number, generation?: number): void {
    if (revision < this.revision) return;
    this.revision = revision;
    const { base, draft: before } = this.#edited;
    this.#edited.edit(draft, generation);
    this.#keep();
    const mended = this.#forget(before);
    if (this.#edited.base === base && !mended) this.#typed.fire();
    else this.#changed.fire();
  }

  /** What GitHub said of a field is past once the field is edited. */
  #forget(before: Draft): boolean {
    const { fields, metrics } = this.#edited.draft;
    const { fieldProblems } = this.#save;
    const was: Record<string, unknown> = { ...before.fields, vector: before.metrics };
    const is: Record<string, unknown> = { ...fields, vector: metrics };
    const left = Object.entries(fieldProblems).filter(([name]) => same(was[name], is[name]));
    if (left.length === Object.keys(fieldProblems).length) return false;
    const rest = left.length === 0 ? { problem: null, offers: [] } : {};
    this.#save = { ...this.#save, fieldProblems: Object.fromEntries(left), ...rest };
    return true;
  }

  /** Another part of ours has read the advisory anew. */
  newer(advisory: Advisory): Promise<void> {
    return this.#alone('load', async () => {
      const known = this.advisory?.updatedAt ?? '';
      if (this.#phase !== 'ready' || advisory.updatedAt <= known) return;
      this.#tellTaken(this.#take(advisory));
    });
  }

  /** Sends what changed. What has to be asked first is asked in the page, and nothing was sent then. */
  save(answer: SaveAnswer = {}): Promise<void> {
    if (answer.send) this.#edited.edit({ ...this.#edited.draft, send: answer.send });
    return this.#alone('save', () => this.#saveNow(answer));
  }

  /** Try Again: what failed. */
  again(): Promise<void> {
    return this.#failedAt === 'save' ? this.save() : this.load();
  }

  /** Takes the question of a save away. */
  cancelSave(): void {
    this.#set({ question: null });
  }

  /** Answers which version of a field stands. After the last answer that a save waited for it goes on. */
  async settle(field: FieldName, keep: 'mine' | 'theirs' | 'together'): Promise<void> {
    const awaited = this.#edited.awaited.includes(field);
    if (!this.#edited.settle(field, keep)) return;
    // Who edits both together is not done yet.
    if (keep === 'together') this.#edited.awaitNothing();
    this.#keep();
    this.#changed.fire();
    if (awaited && keep !== 'together' && this.#edited.awaited.length === 0) await this.save();
  }

  dismiss(id: string): void {
    this.#set({ notices: this.#save.notices.filter(notice => notice.id !== id) });
  }

  discard(): void {
    this.#edited.discard();
    this.#keep();
    this.#set({ ...idle, savedAt: this.#save.savedAt });
  }

  /** Writes into the discussion, as `DiscussionModel.post` does. @throws CommentError, GitHubError */
  async comment(body: string, again = false): Promise<AlreadySaid | null> {
    const there = await this.discussion.post(body, this.#login, again);
    if (there === null) this.#posted(body);
    return there;
  }

  /** Writes affected versions into the draft; nothing is sent before somebody saves. */
  proposeRanges(ranges: readonly string[]): Promise<void> {
    return this.#alone('load', async () => {
      if (!this.#edited.base) await this.#load();
      const { base, draft } = this.#edited;
      if (!base) return;
      const { cna } = profileOf(repoName(this.#parts.repo));
      const products = withRanges(
        draft.fields.products ?? base.products,
        cna?.product ?? this.#parts.repo.name,
        ranges,
      );
      this.#edited.edit({ ...draft, fields: { ...draft.fields, products } });
      this.#keep();
      this.#changed.fire();
    });
  }

  /** A comment that another part of ours proposes: below what is being written, once, and nothing is sent. */
  propose(comment: string): Promise<void> {
    return this.#alone('load', async () => {
      if (!this.#edited.base) await this.#load();
      const { comments = {}, ...draft } = this.#edited.draft;
      const written = comments.discussion?.trimEnd() ?? '';
      if (written.includes(comment)) return;
      const discussion = written === '' ? comment : `${written}\n\n${comment}`;
      this.#edited.edit({ ...draft, comments: { ...comments, discussion } });
      this.#keep();
      this.#changed.fire();
    });
  }

  /** A decision was made elsewhere. `reply`: what was proposed there, and posted as it was or changed. */
  async decided(reply: string | null): Promise<void> {
    if (reply !== null) this.#posted(reply);
    // The list of open advisories does not tell of one that is closed now.
    await Promise.all([this.load(), this.discussion.read()]);
  }

  /** It is posted: a page that comes back does not offer it again. */
  #posted(body: string): void {
    const { comments = {}, ...draft } = this.#edited.draft;
    const left = Object.entries(comments).filter(([, text]) => text.trim() !== body.trim());
    this.#edited.edit(left.length > 0 ? { ...draft, comments: Object.fromEntries(left) } : draft);
    this.#keep();
    this.#changed.fire();
  }

  /** One thing after the other: a save never runs beside a reading. */
  #alone(what: 'load' | 'save', work: () => Promise<void>): Promise<void> {
    return (this.#working = this.#working.then(work).catch((error: unknown) => this.#failed(what, error)));
  }

  async #load(): Promise<void> {
    const { known, repo, ghsaId, github, before } = this.#parts;
    await before;
    const kept = this.#edited.base ? null : await this.#drafts.load();
    if (kept) this.#edited.restore(kept);
    if (known && !this.advisory) {
      this.#login = known.login;
      this.#edited.show(known.advisory);
      this.#show(known.advisory);
    }
    const { users, repos, advisories } = await github();
    const signal = this.#signal;
    const [{ login }, advisory] = await Promise.all([users.me(signal), advisories.get(repo, ghsaId, signal)]);
    this.#login = login;
    const taken = this.#accept(advisory);
    this.#set({ kind: 'idle', problem: null, offers: [] });
    this.#tellTaken(taken);
    // What the page can do without comes after what it shows; a save looks again for what it needs.
    const [info] = await Promise.all([
      repos.get(repoName(repo), signal).catch(() => null),
      this.#original
        .look(advisories, advisory, login, signal)
        .then(comments => this.discussion.take(comments))
        .catch(this.#parts.log),
    ]);
    this.#admin = info?.permissions.admin ?? null;
    this.#changed.fire();
  }

  async #saveNow(answer: SaveAnswer): Promise<void> {
    const { repo, ghsaId, github } = this.#parts;
    const { base, tried } = this.#edited;
    if (!base) return;
    // What was sent without an answer, and taken back since, may stand on GitHub.
    if (!this.dirty && Object.keys(tried).length === 0) {
      this.#set({ question: null });
      if (answer.send === 'base')
        this.#tell('Nothing to send: the Base metrics are as they are on GitHub.', false);
      return;
    }
    const draft = this.#draft;
    const mine = fieldsWith(base, draft);
    const question = this.#edited.unsaved(draft).includes('vector') ? beyondBase(draft) : null;
    if (question) return this.#set({ question });
    this.#set({ kind: 'saving', question: null, problem: null, offers: [], fieldProblems: {} });
    const { advisories } = await github();
    const signal = this.#signal;
    const before = async (now: Advisory, names: readonly FieldName[]) => {
      if (!names.includes('description')) return true;
      await this.#original.look(advisories, now, this.#login, signal);
      const kept =
        this.#original.question(now, this.#login, answer.original) === null &&
        (await this.#original.keep(advisories, now, this.#login, answer.original, signal));
      if (kept) await this.#original.writing(mine.description);
      else this.#set({ question: this.#original.question(now, this.#login, undefined) });
      return kept;
    };
    const trying = async (fields: Partial<AdvisoryFields>) => {
      this.#edited.trying(fields, base, mine, Date.parse(this.#now()));
      this.#keep();
      await this.#drafts.settled();
    };
    const untaken = (fields: Partial<AdvisoryFields>) => {
      this.#edited.untaken(fields);
      this.#keep();
    };
    const saved = await saveAdvisory({
      ...{ advisories, repo, ghsaId, base, mine, tried, before, trying, untaken, signal },
    });
    this.#edited.sent(saved.sent, mine);
    if (saved.sent.includes('description')) this.#original.written();
    this.#accept(saved.advisory);
    if (saved.sent.length > 0) this.#edited.answered();
    this.#keep();
    this.#said(saved, mine.vector);
  }

  /** How a save went. */
  #said({ advisory, sent, taken, conflicts, refused }: Saved, vector: string): void {
    const something = sent.length > 0;
    const partly = something
      ? 'GitHub did not take everything. What it took is saved.'
      : 'GitHub took nothing of this.';
    this.#edited.awaitAnswers();
    this.#set({
      kind: 'idle',
      savedAt: something || !this.dirty ? this.#now() : this.#save.savedAt,
      fieldProblems: refused,
      // A 403; an unknown login is nothing that an admin could help with.
      offers: [refused.users, refused.teams].some(words => words?.startsWith('Only admins'))
        ? [{ id: 'askAdmin', label: 'Ask an Admin' }]
        : [],
      problem: Object.keys(refused).length > 0 ? `${partly} Your text is kept.` : null,
    });
    this.#tellTaken(taken);
    // The other metrics were moved onto a colleague's Base: nothing to choose, but something to look at.
    if (conflicts.includes('vector') && !this.#edited.questions.some(({ field }) => field === 'vector'))
      this.#tell('The vector on GitHub changed meanwhile. Look at the score, then save again.', true);
    const differs = sent.includes('vector') ? scoreNotice(vector, advisory) : null;
    if (differs) this.#tell(differs.text, differs.warning, differs.copy);
  }

  /** Takes in what GitHub has. Gives the fields that others changed. */
  #accept(advisory: Advisory): readonly FieldName[] {
    const taken = this.#take(advisory);
    this.#parts.read(advisory);
    return taken;
  }

  #take(advisory: Advisory): readonly FieldName[] {
    const taken = this.#edited.accept(advisory, Date.parse(this.#now()));
    this.#keep();
    this.#show(advisory);
    return taken;
  }

  #show({ state }: Advisory): void {
    this.#phase = state === 'withdrawn' ? 'withdrawn' : 'ready';
    this.#problem = null;
    this.#changed.fire();
  }

  async #failed(what: 'load' | 'save', error: unknown): Promise<void> {
    this.#parts.log(error);
    this.#failedAt = what;
    const { ssoUrl } = error as { readonly ssoUrl?: string | null };
    this.#ssoUrl = ssoUrl ?? null;
    const failure = failureOf(error, this.#parts.ghsaId, this.advisory !== null, this.dirty);
    if (tokenRefused(error)) await this.#parts.expired();
    if (failure.kind === 'gone' || this.advisory === null) {
      this.#phase = failure.kind === 'gone' ? 'gone' : 'failed';
      this.#problem = failure.problem;
    }
    this.#set({
      kind: failure.kind === 'offline' ? 'offline' : 'failed',
      problem: failure.problem,
      offers: failure.offers,
      question: null,
    });
  }

  /** The draft; a setting may have answered already which metrics are sent. */
  get #draft(): Draft {
    const { draft } = this.#edited;
    const { send } = this.#parts.settings();
    return draft.send !== undefined || send === 'ask' ? draft : { ...draft, send };
  }

  /** Ends when GitHub has been silent for too long. */
  get #signal(): AbortSignal {
    return AbortSignal.timeout(this.#parts.patience ?? patience);
  }

  #now(): string {
    return (this.#parts.now?.() ?? new Date()).toISOString();
  }

  #tellTaken(taken: readonly FieldName[]): void {
    if (taken.length > 0) this.#tell(`Also taken from GitHub: ${fieldWords(...taken)}.`, false);
  }

  #tell(text: string, warning: boolean, copy?: string): void {
    const notice: Notice = { id: String(++this.#notices), text, warning, ...(copy ? { copy } : {}) };
    this.#set({ notices: [notice, ...this.#save.notices].slice(0, 3) });
  }

  #set(change: Partial<Saving>): void {
    this.#save = { ...this.#save, ...change };
    this.#changed.fire();
  }

  #keep(): void {
    const { base, draft, tried } = this.#edited;
    if (base) this.#drafts.keep({ base, draft, tried });
  }
}
