import { fieldsWith, type Draft } from '../../advisory/draft.ts';
import type { FieldName } from '../../advisory/fields.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { originalComment, originalOf, postOnce, saveAdvisory, type Original } from '../../jobs/save/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { Emitter } from '../common/emitter.ts';
import { DraftKeeper } from './drafts.ts';
import { EditedAdvisory } from './edited.ts';
import { failureOf } from './failure.ts';
import type { EditorState, Notice, TabName } from './protocol.ts';
import { questionBefore, type SaveAnswer } from './questions.ts';
import { adminRequest, draftText, factsOf, fieldWords, scoreNotice } from './state.ts';

export interface EditorParts {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** What the tree knows already: shown at once, read anew at once. */
  readonly known: { readonly advisory: Advisory; readonly login: string } | null;
  readonly github: () => Promise<
    Pick<GitHub, 'advisories'> & {
      readonly users: Pick<GitHub['users'], 'me'>;
      readonly repos: Pick<GitHub['repos'], 'get'>;
    }
  >;
  readonly store: JobStore;
  /** Under which the draft is kept. */
  readonly key: string;
  /** Was the reporter's description written over from here, without a comment that keeps it? */
  readonly overwritten: { has(): boolean; add(): void };
  readonly sandbox: boolean;
  readonly draftsKept: () => boolean;
  readonly settings: () => EditorState['settings'];
  readonly copy: (text: string) => Promise<void>;
  /** Told of every newer version that GitHub gave. */
  readonly read: (advisory: Advisory) => void;
  /** GitHub did not accept the token. */
  readonly expired: () => Promise<void>;
  readonly log: (error: unknown) => void;
  readonly now?: () => Date;
}

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

/** The advisory page without VS Code: reads and saves one advisory, and says how that went. */
export class EditorModel {
  readonly #parts: EditorParts;
  readonly #drafts: DraftKeeper;
  readonly #edited = new EditedAdvisory();
  readonly #changed = new Emitter();
  readonly #typed = new Emitter();
  #phase: EditorState['phase'] = 'loading';
  #problem: string | null = null;
  #login = '';
  #admin: boolean | null = null;
  #original: Original = { kind: 'none' };
  #mayComment = false;
  #save = idle;
  #open: EditorState['open'] = null;
  #ssoUrl: string | null = null;
  #notices = 0;
  #working: Promise<void> = Promise.resolve();
  /** The last edit of the page that this model has seen. */
  revision = 0;

  readonly onDidChange = this.#changed.event;
  /** The page changed the draft. It knows that itself: a state of 65,535 characters is not sent back for each key. */
  readonly onDidEdit = this.#typed.event;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#drafts = new DraftKeeper(parts.store, parts.key, parts.log);
  }

  get state(): EditorState {
    const { repo, ghsaId, sandbox, draftsKept } = this.#parts;
    const { advisory, base, questions } = this.#edited;
    return {
      sandbox,
      phase: this.#phase,
      problem: this.#problem,
      ghsaId,
      repo: repoName(repo),
      login: this.#login,
      facts: advisory && factsOf(advisory, this.#admin),
      stored: base,
      draft: this.#draft,
      save: { ...this.#save, questions },
      original: this.#original.kind,
      draftsKept: draftsKept(),
      settings: this.#parts.settings(),
      open: this.#open,
    };
  }

  get advisory(): Advisory | null {
    return this.#edited.advisory;
  }

  get original(): Original {
    return this.#original;
  }

  get dirty(): boolean {
    return this.#edited.unsaved.length > 0;
  }

  /** What is not on GitHub, as text for people: for the clipboard. */
  get draftText(): string {
    const { base, draft } = this.#edited;
    return base ? draftText(base, draft) : '';
  }

  /** What an admin is asked to do. */
  get adminRequest(): string {
    const { advisory, base, mine } = this.#edited;
    return advisory && base && mine ? adminRequest(advisory, base, mine) : '';
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
    await this.#drafts.settled();
  }

  /** Finds the draft and reads the advisory, beneath what was typed. Never rejects: a failure is a state. */
  load(): Promise<void> {
    return this.#alone(() => this.#load());
  }

  edit(draft: Draft, revision: number): void {
    if (revision < this.revision) return;
    this.revision = revision;
    this.#edited.draft = draft;
    this.#keep();
    this.#typed.fire();
  }

  /** Sends what changed. What has to be asked first is asked in the page, and nothing was sent then. */
  save(answer: SaveAnswer = {}): Promise<void> {
    if (answer.send) this.#edited.draft = { ...this.#edited.draft, send: answer.send };
    return this.#alone(() => this.#saveNow(answer));
  }

  /** Try Again: the save that failed, or else the reading. */
  async again(): Promise<void> {
    if (this.advisory && this.dirty && this.#save.kind !== 'idle') await this.save();
    else await this.load();
  }

  /** Takes the question of a save away. */
  cancelSave(): void {
    this.#set({ question: null });
  }

  /** Answers which version of a field stands. After the last answer a save that waited for it goes on. */
  async settle(field: FieldName, keep: 'mine' | 'theirs' | 'together'): Promise<void> {
    if (!this.#edited.settle(field, keep)) return;
    this.#keep();
    this.#changed.fire();
    if (keep === 'mine' && this.#edited.questions.length === 0) await this.save();
  }

  dismiss(id: string): void {
    this.#set({ notices: this.#save.notices.filter(notice => notice.id !== id) });
  }

  discard(): void {
    this.#edited.discard();
    this.#keep();
    this.#set({ ...idle, savedAt: this.#save.savedAt });
  }

  /** Writes into the discussion, once. */
  async comment(body: string): Promise<void> {
    const { repo, ghsaId, github } = this.#parts;
    const { advisories } = await github();
    const posted = await postOnce(advisories, { repo, ghsaId }, this.#login, body);
    this.#tell(
      posted === 'no-api'
        ? 'Comments cannot be written from here. Copy the text and open the advisory on GitHub.'
        : 'Comment posted.',
      posted === 'no-api',
    );
  }

  /** One thing after the other: a save never runs beside a reading. */
  #alone(work: () => Promise<void>): Promise<void> {
    return (this.#working = this.#working.then(work).catch((error: unknown) => this.#failed(error)));
  }

  async #load(): Promise<void> {
    const { known, repo, ghsaId, github } = this.#parts;
    const kept = this.#edited.base ? null : await this.#drafts.load();
    if (kept) this.#edited.restore(kept);
    if (known && !this.advisory) {
      this.#login = known.login;
      this.#edited.show(known.advisory);
      this.#show(known.advisory);
    }
    const { users, repos, advisories } = await github();
    const [{ login }, advisory] = await Promise.all([users.me(), advisories.get(repo, ghsaId)]);
    this.#login = login;
    const taken = this.#accept(advisory);
    this.#set({ kind: 'idle', problem: null, offers: [] });
    this.#tellTaken(taken);
    // What the page can do without comes after what it shows.
    const [comments, info] = await Promise.all([
      advisories.comments(repo, ghsaId),
      repos.get(repoName(repo)).catch(() => null),
    ]);
    this.#admin = info?.permissions.admin ?? null;
    this.#mayComment = comments !== null;
    this.#original = originalOf(advisory, login, comments);
    if (this.#original.kind === 'stored' && this.#parts.overwritten.has()) this.#original = { kind: 'none' };
    this.#changed.fire();
  }

  async #saveNow(answer: SaveAnswer): Promise<void> {
    const { repo, ghsaId, github } = this.#parts;
    const { base, advisory } = this.#edited;
    if (!base || !advisory || !this.dirty) return;
    const draft = this.#draft;
    const mine = fieldsWith(base, draft);
    const [original, mayComment] = [this.#original, this.#mayComment];
    const question = questionBefore({ base, draft, advisory, original, mayComment, answer });
    if (question) return this.#set({ question });
    this.#set({ kind: 'saving', question: null, problem: null, offers: [], fieldProblems: {} });
    const { advisories } = await github();
    if (answer.original && original.kind === 'stored')
      await this.#keepOriginal(advisories, advisory, answer.original);
    const saved = await saveAdvisory({ advisories, repo, ghsaId, base, mine });
    this.#edited.sent(saved.sent, mine);
    if (saved.sent.includes('description') && this.#original.kind === 'stored') {
      this.#parts.overwritten.add();
      this.#original = { kind: 'none' };
    }
    this.#accept(saved.advisory);
    const { users, teams } = saved.refused;
    this.#set({
      kind: 'idle',
      savedAt: saved.sent.length > 0 || !this.dirty ? this.#now() : this.#save.savedAt,
      fieldProblems: saved.refused,
      offers: (users ?? teams) ? [{ id: 'askAdmin', label: 'Ask an Admin' }] : [],
      problem:
        Object.keys(saved.refused).length > 0
          ? 'GitHub did not take everything. What it took is saved.'
          : null,
    });
    this.#tellTaken(saved.taken);
    const differs = saved.sent.includes('vector') ? scoreNotice(mine.vector, saved.advisory) : null;
    if (differs) this.#tell(differs.text, differs.warning, differs.copy);
  }

  /** Before the first save that overwrites it, the reporter's own text goes where it was asked to. */
  async #keepOriginal(
    advisories: Pick<GitHub['advisories'], 'comments' | 'addComment'>,
    advisory: Advisory,
    how: NonNullable<SaveAnswer['original']>,
  ): Promise<void> {
    if (how === 'copy') await this.#parts.copy(advisory.description);
    const body = how === 'comment' ? originalComment(advisory) : null;
    if (body === null) return;
    const posted = await postOnce(advisories, advisory, this.#login, body);
    if (posted !== 'no-api') this.#original = { kind: 'posted', text: advisory.description };
  }

  /** Takes in what GitHub has. Gives the fields that others changed. */
  #accept(advisory: Advisory): readonly FieldName[] {
    const taken = this.#edited.accept(advisory);
    this.#keep();
    this.#show(advisory);
    this.#parts.read(advisory);
    return taken;
  }

  #show({ state }: Advisory): void {
    this.#phase = state === 'withdrawn' ? 'withdrawn' : 'ready';
    this.#problem = null;
    this.#changed.fire();
  }

  async #failed(error: unknown): Promise<void> {
    this.#parts.log(error);
    const { kind, ssoUrl } = error as { readonly kind?: unknown; readonly ssoUrl?: string | null };
    this.#ssoUrl = ssoUrl ?? null;
    const failure = failureOf(error, this.#parts.ghsaId, this.advisory !== null);
    if (kind === 'signed-out') await this.#parts.expired();
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

  /** A setting may have answered already which metrics are sent. */
  get #draft(): Draft {
    const { draft } = this.#edited;
    const { send } = this.#parts.settings();
    return draft.send !== undefined || send === 'ask' ? draft : { ...draft, send };
  }

  #now(): string {
    return (this.#parts.now?.() ?? new Date()).toISOString();
  }

  #tellTaken(taken: readonly FieldName[]): void {
    if (taken.length > 0) this.#tell(`Also taken from GitHub: ${taken.map(fieldWords).join(', ')}.`, false);
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
    const { base, draft } = this.#edited;
    if (base) this.#drafts.keep({ base, draft });
  }
}
