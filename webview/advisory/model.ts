import { fieldsWith, isEmpty, trimmed, unsaved, type DraftComment } from '../../src/advisory/draft.ts';
import type { AdvisoryFields, FieldName } from '../../src/advisory/fields.ts';
import { rebase } from '../../src/advisory/rebase.ts';
import {
  baseMetrics,
  chosenOf,
  explain,
  parseVector,
  printVector,
  scoreVector,
  type Explanation,
  type MetricId,
  type Rating,
} from '../../src/cvss/index.ts';
import type { AdvisoryFinding, AdvisoryInput } from '../../src/findings/advisory/index.ts';
import { judgedIn, type Judgements } from '../../src/triage/index.ts';
import type {
  Chosen,
  Draft,
  EditorState,
  PreviewName,
  ToHost,
  Weakness,
} from '../../src/ui/editor/protocol.ts';

/** A part of the page. `update` is called after every change while it is in view; it keeps its nodes and the focus. */
export interface Panel {
  readonly element: HTMLElement;
  update(model: PageModel): void;
  /** It came into view. */
  opened?(): void;
  /** Moves the focus to the field of a finding. */
  focusFinding?(finding: AdvisoryFinding): void;
  /** Shows one of the previews (the preview panels only). */
  show?(name: PreviewName): void;
}

export interface Connection {
  /** Asks the host. Rejects with one sentence for the reader of the page. */
  ask(message: ToHost): Promise<unknown>;
  /** Shows a sentence that no field takes; null takes it away. */
  problem(sentence: string | null): void;
  /** `checkAdvisory`. */
  check(input: AdvisoryInput): AdvisoryFinding[];
}

const nothing: AdvisoryFields = {
  title: '',
  description: '',
  cveId: '',
  cweIds: [],
  products: [],
  credits: [],
  vector: '',
  users: [],
  teams: [],
};

/** What the page knows: the state of the host and the draft, which the page owns. */
export class PageModel {
  readonly #connection: Connection;
  readonly #listeners = new Set<() => void>();
  #state: EditorState;
  #draft: Draft;
  /** Counts the changes made here; the host says which it had seen. */
  #revision = 0;
  #chosen: { readonly set: Chosen | null; readonly stored: string; readonly value: Chosen } | null = null;
  #fields: AdvisoryFields | null = null;
  #explanation: { readonly of: Chosen; readonly value: Explanation | null } | null = null;
  #findings: readonly AdvisoryFinding[] = [];
  /** Names of weaknesses by id, as far as the host was asked; an empty one says that the number is unknown. */
  readonly weaknessNames: Record<string, string> = {};

  constructor(state: EditorState, connection: Connection) {
    this.#state = state;
    this.#draft = state.draft;
    this.#connection = connection;
  }

  get state(): EditorState {
    return this.#state;
  }

  get draft(): Draft {
    return this.#draft;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Nothing may be changed: loading, failed, gone or withdrawn. */
  get readOnly(): boolean {
    return this.#state.phase !== 'ready';
  }

  /** Takes in what the host says. A draft that is older than what was typed here does not replace it. */
  receive(state: EditorState, revision: number): void {
    const newer = this.#revision > revision;
    const { stored: before } = this.#state;
    // A page that comes back counts on from where the host is, or its first edits would look old.
    this.#revision = Math.max(this.#revision, revision);
    this.#state = state;
    this.#fields = null;
    // What was typed since is an edit of what stood there then.
    if (!newer) this.#draft = state.draft;
    else if (before && state.stored) this.#draft = rebase(before, this.#draft, state.stored).draft;
    this.#draft = judgedIn(state.facts?.state, this.#draft);
    this.#changed();
  }

  /** The advisory as it would be saved now. While metrics are missing the vector on GitHub stands. */
  fields(): AdvisoryFields {
    return (this.#fields ??= fieldsWith(this.#state.stored ?? nothing, this.#sending));
  }

  /** The draft; a setting may have answered already which metrics are sent. */
  get #sending(): Draft {
    const { send } = this.#state.settings;
    return this.#draft.send !== undefined || send === 'ask' ? this.#draft : { ...this.#draft, send };
  }

  /** The metrics that are set, those on GitHub as long as none was chosen here. */
  chosen(): Chosen {
    const set = this.#draft.metrics;
    const stored = this.#state.stored?.vector ?? '';
    if (this.#chosen?.set !== set || this.#chosen.stored !== stored)
      this.#chosen = { set, stored, value: set ?? chosenOf(stored) };
    return this.#chosen.value;
  }

  /** Base metrics that have no value yet, in the order of the vector. */
  missing(): MetricId[] {
    const chosen = this.chosen();
    return baseMetrics.filter(id => chosen[id] === undefined);
  }

  /** What the chosen metrics mean; null until all Base metrics are set. */
  explanation(): Explanation | null {
    const of = this.chosen();
    if (this.#explanation?.of !== of) this.#explanation = { of, value: explain(of) };
    return this.#explanation.value;
  }

  /** Score and rating of the vector in the making; null until it is complete. */
  score(): { readonly vector: string; readonly score: number; readonly severity: Rating } | null {
    const score = this.explanation()?.score;
    return score
      ? { vector: printVector(this.chosen()), score: score.score, severity: score.severity }
      : null;
  }

  /** What the checks said of the fields a moment ago: `checkNow` runs them, after a rest of the keys. */
  findings(): readonly AdvisoryFinding[] {
    return this.#findings;
  }

  checkNow(): void {
    const { facts, login, profile } = this.#state;
    if (!facts) return;
    const fields = this.fields();
    this.#findings = this.#connection.check({
      fields,
      tags: facts.tags,
      profile,
      login,
      author: facts.author,
      reported: facts.reported,
      score: parseVector(fields.vector).ok ? scoreVector(fields.vector) : null,
      creditStates: facts.creditStates,
      vectors: { v4: facts.cvssV4?.vector ?? null, v3: facts.cvssV3?.vector ?? null },
      state: facts.state,
      weaknessNames: this.weaknessNames,
    });
  }

  /** What a save would send, in the order of the page. A vector that is not complete counts: it waits. */
  changed(): FieldName[] {
    return this.#state.stored ? unsaved(this.#state.stored, this.#sending) : [];
  }

  /** Is there anything of the user's that GitHub does not have? */
  get hasDraft(): boolean {
    return this.changed().length > 0 || !isEmpty(this.#draft);
  }

  edit(change: Partial<Draft['fields']>): void {
    this.#set({ ...this.#draft, fields: { ...this.#draft.fields, ...change } });
  }

  /** Sets a metric; null or `X` takes it away. */
  choose(metric: MetricId, code: string | null): void {
    const rest: Partial<Record<MetricId, string>> = { ...this.chosen() };
    delete rest[metric];
    this.setMetrics(code === null || code === 'X' ? rest : { ...rest, [metric]: code });
  }

  /** Sets them all; null goes back to the vector on GitHub. */
  setMetrics(chosen: Chosen | null): void {
    // What is sent was answered for what was chosen then.
    const { send: _, ...draft } = this.#draft;
    this.#set({ ...draft, metrics: chosen });
  }

  /** Why a metric has its value; an empty text takes the note away. */
  note(metric: MetricId, text: string): void {
    const notes: Partial<Record<MetricId, string>> = { ...this.#draft.notes };
    if (text === '') delete notes[metric];
    else notes[metric] = text;
    this.#set({ ...this.#draft, notes });
  }

  /** A comment that is being written; null when it is posted or given up. */
  compose(which: DraftComment, text: string | null): void {
    const comments: Partial<Record<DraftComment, string>> = { ...this.#draft.comments };
    if (text === null) delete comments[which];
    else comments[which] = text;
    this.#set({ ...this.#draft, comments });
  }

  /** What was answered to the criteria of triage. */
  judge(triage: Judgements): void {
    this.#set({ ...this.#draft, triage });
  }

  /** Replaces the notes, as reset and its undo do. */
  setNotes(notes: Draft['notes']): void {
    this.#set({ ...this.#draft, notes });
  }

  /** Asks the host; whoever calls shows the sentence of a refusal. */
  ask(message: ToHost): Promise<unknown> {
    const answer = this.#connection.ask(message);
    if (message.t === 'nameWeaknesses' || message.t === 'findWeakness')
      answer.then(
        list => this.#learn(list),
        () => undefined,
      );
    return answer;
  }

  /** Asks without waiting: a refusal is shown at the top of the page. */
  tell(message: ToHost): void {
    this.#connection.problem(null);
    this.ask(message).catch((error: Error) => this.#connection.problem(error.message));
  }

  /** Called after every change, whoever made it. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The checks know a weakness's name once anybody asked for it. */
  #learn(list: unknown): void {
    if (!Array.isArray(list)) return;
    for (const { id, name } of list as readonly Weakness[]) this.weaknessNames[id] = name;
    this.#changed();
  }

  #set(draft: Draft): void {
    if (this.readOnly) return;
    this.#fields = null;
    this.#draft = this.#trimmed(draft);
    const { generation } = this.#state;
    this.ask({ t: 'draft', draft: this.#draft, revision: ++this.#revision, generation }).catch(
      (error: Error) => this.#connection.problem(error.message),
    );
    this.#changed();
  }

  #trimmed(draft: Draft): Draft {
    return this.#state.stored ? trimmed(this.#state.stored, draft) : draft;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
