import { baseMetrics, metric, type MetricId } from '../../cvss/index.ts';
import { emptyDraft, fieldsWith, isEmpty, unsaved, type Draft } from '../../advisory/draft.ts';
import { fieldsOf, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { originalComment, originalOf, postOnce, saveAdvisory, type Original } from '../../jobs/save/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { Emitter } from '../common/emitter.ts';
import { DraftKeeper } from './drafts.ts';
import { failureOf, type PageFailure } from './failure.ts';
import type { EditorState, FieldQuestion, Notice, SaveQuestion, TabName } from './protocol.ts';
import { rebase } from './rebase.ts';
import { factsOf, fieldText, fieldWords, scoreNotice } from './state.ts';

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

/** An answer to what stood in the way of a save. */
export interface SaveAnswer {
  readonly send?: 'base' | 'all';
  readonly original?: 'comment' | 'copy' | 'skip';
}

const idle: EditorState['save'] = {
  kind: 'idle',
  savedAt: null,
  problem: null,
  offers: [],
  question: null,
  fieldProblems: {},
  questions: [],
  notices: [],
};

/** One advisory as it is edited here: GitHub's fields, the draft on top, and what became of saving it. */
export class EditorModel {
  readonly #parts: EditorParts;
  readonly #drafts: DraftKeeper;
  readonly #now: () => Date;
  readonly #changed = new Emitter();
  #phase: EditorState['phase'] = 'loading';
  #problem: string | null = null;
  #login = '';
  #admin: boolean | null = null;
  #advisory: Advisory | null = null;
  #base: AdvisoryFields | null = null;
  #draft: Draft = emptyDraft;
  #original: Original = { kind: 'none' };
  #mayComment = false;
  #save = idle;
  #open: EditorState['open'] = null;
  #ssoUrl: string | null = null;
  #notice = 0;
  #working: Promise<void> = Promise.resolve();
  /** The last edit of the page that this model has seen. */
  revision = 0;

  readonly onDidChange = this.#changed.event;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
    this.#drafts = new DraftKeeper(parts.store, parts.key, parts.log);
  }

  get state(): EditorState {
    const { repo, ghsaId, sandbox, settings, draftsKept } = this.#parts;
    const chosen = settings();
    return {
      sandbox,
      phase: this.#phase,
      problem: this.#problem,
      ghsaId,
      repo: repoName(repo),
      login: this.#login,
      facts: this.#advisory && factsOf(this.#advisory, this.#admin),
      stored: this.#base,
      draft: this.#sendAs(chosen.send),
      save: this.#save,
      original: this.#original.kind,
      draftsKept: draftsKept(),
      settings: chosen,
      open: this.#open,
    };
  }

  get advisory(): Advisory | null {
    return this.#advisory;
  }

  get login(): string {
    return this.#login;
  }

  get original(): Original {
    return this.#original;
  }

  /** Where single sign-on is granted, after GitHub asked for it. */
  get ssoUrl(): string | null {
    return this.#ssoUrl;
  }

  get dirty(): boolean {
    return this.#base !== null && unsaved(this.#base, this.#draft).length > 0;
  }

  /** The page shows this tab next; null: what it showed last. */
  show(tab: TabName | null): void {
    this.#open = tab && { tab, preview: 'email' };
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
    this.#draft = draft;
    this.#keep();
    this.#changed.fire();
  }

  /** Sends what changed. What has to be asked first is asked in the page, and nothing was sent then. */
  save(answer: SaveAnswer = {}): Promise<void> {
    if (answer.send) this.#draft = { ...this.#draft, send: answer.send };
    return this.#alone(() => this.#saveNow(answer));
  }

  /** Try Again: the save that failed, or else the reading. */
  async again(): Promise<void> {
    if (this.#advisory && this.dirty && this.#save.kind !== 'idle') await this.save();
    else await this.load();
  }

  /** Takes the question of a save away. */
  cancelSave(): void {
    this.#set({ question: null });
  }

  /** Answers which version of a field stands. After the last answer a save that waited for it goes on. */
  async settle(field: FieldName, keep: 'mine' | 'theirs' | 'together'): Promise<void> {
    if (!this.#advisory || !this.#base) return;
    if (!this.#save.questions.some(question => question.field === field)) return;
    const theirs = fieldsOf(this.#advisory);
    this.#base = { ...this.#base, [field]: theirs[field] };
    if (keep === 'theirs') this.#drop(field);
    const questions = this.#save.questions.filter(question => question.field !== field);
    this.#set({ questions });
    this.#keep();
    if (keep === 'mine' && questions.length === 0) await this.save();
  }

  dismiss(id: string): void {
    this.#set({ notices: this.#save.notices.filter(notice => notice.id !== id) });
  }

  discard(): void {
    this.#draft = emptyDraft;
    if (this.#advisory) this.#base = fieldsOf(this.#advisory);
    this.#set({ ...idle, savedAt: this.#save.savedAt });
    this.#keep();
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
    const kept = this.#base ? null : await this.#drafts.load();
    if (kept) [this.#base, this.#draft] = [kept.base, kept.draft];
    if (known && !this.#advisory) {
      this.#login = known.login;
      this.#accept(known.advisory);
    }
    const { users, repos, advisories } = await github();
    const [{ login }, advisory] = await Promise.all([users.me(), advisories.get(repo, ghsaId)]);
    this.#login = login;
    const { taken } = this.#accept(advisory);
    this.#parts.read(advisory);
    this.#set({ kind: 'idle', problem: null, offers: [] });
    if (taken.length > 0) this.#told(taken);
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

  async #saveNow({ original }: SaveAnswer): Promise<void> {
    const { repo, ghsaId, github } = this.#parts;
    const [base, advisory] = [this.#base, this.#advisory];
    if (!base || !advisory || !this.dirty) return;
    const draft = this.#sendAs(this.#parts.settings().send);
    const mine = fieldsWith(base, draft);
    const question = this.#ask(base, draft, original);
    if (question) return this.#set({ question });
    this.#set({ kind: 'saving', question: null, problem: null, offers: [], fieldProblems: {} });
    const { advisories } = await github();
    if (original && this.#original.kind === 'stored')
      await this.#keepOriginal(advisories, advisory, original);
    const saved = await saveAdvisory({ advisories, repo, ghsaId, base, mine });
    // What was sent is what the draft is an edit of from now on; it may have been typed on meanwhile.
    for (const name of saved.sent) this.#base = { ...this.#base!, [name]: mine[name] };
    if (saved.sent.includes('description') && this.#original.kind === 'stored') {
      this.#parts.overwritten.add();
      this.#original = { kind: 'none' };
    }
    this.#accept(saved.advisory);
    this.#parts.read(saved.advisory);
    const refused = Object.keys(saved.refused).length > 0;
    this.#set({
      kind: 'idle',
      savedAt: saved.sent.length > 0 || !this.dirty ? this.#now().toISOString() : this.#save.savedAt,
      fieldProblems: saved.refused,
      offers: (saved.refused.users ?? saved.refused.teams) ? [{ id: 'askAdmin', label: 'Ask an Admin' }] : [],
      problem: refused ? 'GitHub did not take everything. What it took is saved.' : null,
    });
    if (saved.taken.length > 0) this.#told(saved.taken);
    const differs = saved.sent.includes('vector') ? scoreNotice(mine.vector, saved.advisory) : null;
    if (differs) this.#tell(differs.text, differs.warning, differs.copy);
  }

  /** What has to be known before anything is sent. */
  #ask(base: AdvisoryFields, draft: Draft, original: SaveAnswer['original']): SaveQuestion | null {
    const names = unsaved(base, draft);
    const groups = names.includes('vector') && draft.send === undefined ? beyondBase(draft) : [];
    if (groups.length > 0) return { kind: 'beyond-base', groups };
    if (names.includes('description') && this.#original.kind === 'stored' && original === undefined) {
      const fits = this.#advisory !== null && originalComment(this.#advisory) !== null;
      return { kind: 'original-report', mayComment: this.#mayComment && fits };
    }
    return null;
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

  /** Takes in what GitHub has, beneath the draft. */
  #accept(advisory: Advisory): { readonly taken: readonly FieldName[] } {
    const theirs = fieldsOf(advisory);
    const first = this.#base === null;
    const { base, draft, conflicts, taken } = rebase(this.#base ?? theirs, this.#draft, theirs);
    [this.#advisory, this.#base, this.#draft] = [advisory, base, draft];
    this.#phase = advisory.state === 'withdrawn' ? 'withdrawn' : 'ready';
    this.#problem = null;
    const mine = fieldsWith(base, draft);
    const questions = conflicts.map((field): FieldQuestion => ({
      field,
      mine: fieldText(field, mine),
      theirs: fieldText(field, theirs),
      at: advisory.updatedAt,
    }));
    this.#set({ questions });
    this.#keep();
    return { taken: first || isEmpty(draft) ? [] : taken };
  }

  async #failed(error: unknown): Promise<void> {
    this.#parts.log(error);
    this.#ssoUrl = (error as { ssoUrl?: string | null }).ssoUrl ?? null;
    let failure: PageFailure;
    try {
      failure = failureOf(error, this.#parts.ghsaId, this.#advisory !== null);
    } catch {
      failure = {
        kind: 'failed',
        problem: 'This failed inside GHSA Coordinator. Your text is kept. The log has the detail.',
        offers: [{ id: 'showLog', label: 'Show Log' }],
      };
    }
    if ((error as { kind?: unknown }).kind === 'signed-out') await this.#parts.expired();
    if (failure.kind === 'gone' || this.#advisory === null) {
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
  #sendAs(setting: 'base' | 'ask' | 'all'): Draft {
    return this.#draft.send !== undefined || setting === 'ask'
      ? this.#draft
      : { ...this.#draft, send: setting };
  }

  #drop(field: FieldName): void {
    const { [field as keyof Draft['fields']]: _, ...fields } = this.#draft.fields;
    this.#draft = field === 'vector' ? { ...this.#draft, metrics: null } : { ...this.#draft, fields };
  }

  #told(taken: readonly FieldName[]): void {
    this.#tell(`Also taken from GitHub: ${taken.map(fieldWords).join(', ')}.`, false);
  }

  #tell(text: string, warning: boolean, copy?: string): void {
    const notice: Notice = { id: String(++this.#notice), text, warning, ...(copy ? { copy } : {}) };
    this.#set({ notices: [notice, ...this.#save.notices].slice(0, 3) });
  }

  #set(change: Partial<EditorState['save']>): void {
    this.#save = { ...this.#save, ...change };
    this.#changed.fire();
  }

  #keep(): void {
    if (this.#base) this.#drafts.keep({ base: this.#base, draft: this.#draft });
  }
}

/** Groups besides Base that the draft sets, in words: a rating would follow them. */
function beyondBase({ metrics }: Draft): string[] {
  const set = (Object.entries(metrics ?? {}) as [MetricId, string][])
    .filter(([id, code]) => code !== 'X' && !baseMetrics.includes(id))
    .map(([id]) => metric(id).group);
  return [...new Set(set)];
}
