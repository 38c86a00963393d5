import { emptyDraft, fieldsWith, isEmpty, trimmed, unsaved, type Draft } from '../../advisory/draft.ts';
import { fieldsOf, same, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import type { Merged } from '../../advisory/merge.ts';
import type { Advisory } from '../../advisory/model.ts';
import { rebase } from '../../advisory/rebase.ts';
import {
  arrived,
  nothingTried,
  outstanding,
  withoutFields,
  withoutTry,
  withTry,
  type Tried,
} from '../../advisory/tried.ts';
import { judgedIn } from '../../triage/index.ts';
import type { KeptDraft } from './drafts.ts';
import type { FieldQuestion } from './protocol.ts';
import { fieldText, vectorText } from './state.ts';

/** So many older bases are remembered, for edits that were made on them and are still on their way. */
const mostBases = 20;

/** One advisory under edit: what GitHub has, the draft on top of it, and what somebody has to be asked. No network. */
export class EditedAdvisory {
  /** As GitHub gave it last. */
  #advisory: Advisory | null = null;
  /** What the draft is an edit of: GitHub's fields, but older ones where a question is open. */
  #base: AdvisoryFields | null = null;
  #draft: Draft = emptyDraft;
  #questions: readonly FieldQuestion[] = [];
  /** By field in question: the whole field with my parts or with theirs. */
  #versions: Merged['versions'] = {};
  /** The fields in question that a save asked about. */
  #awaited: readonly FieldName[] = [];
  #tried: Tried = nothingTried;
  /** As it was before the last try. */
  #before: Tried = nothingTried;
  readonly #bases: AdvisoryFields[] = [];
  #generation = 0;

  get advisory(): Advisory | null {
    return this.#advisory;
  }

  get base(): AdvisoryFields | null {
    return this.#base;
  }

  get draft(): Draft {
    return this.#draft;
  }

  get questions(): readonly FieldQuestion[] {
    return this.#questions;
  }

  /** The fields whose answers a save waits for. */
  get awaited(): readonly FieldName[] {
    return this.#awaited;
  }

  /** What was sent and never answered. */
  get tried(): Tried {
    return this.#tried;
  }

  /** Counts the bases: an edit says on which it was made. */
  get generation(): number {
    return this.#generation;
  }

  /** What would be sent changed, or will once it is complete. */
  unsaved(draft = this.#draft): FieldName[] {
    return this.#base ? unsaved(this.#base, draft) : [];
  }

  /** A draft that was kept. */
  restore({ base, draft, tried }: KeptDraft): void {
    this.#draft = draft;
    this.#tried = tried;
    this.#rest(base);
  }

  /** Only to be looked at: what the tree read may be older than what the draft was begun on. */
  show(advisory: Advisory): void {
    this.#advisory = advisory;
    this.#draft = judgedIn(advisory.state, this.#draft);
    if (!this.#base) this.#rest(fieldsOf(advisory));
  }

  /** What was typed. One that was made on an older base is moved onto this one: it knows nothing of what came between. */
  edit(typed: Draft, generation = this.#generation): void {
    const draft = judgedIn(this.#advisory?.state, typed);
    const older = this.#bases[generation - 1 - this.#forgotten];
    if (generation === this.#generation || !older || !this.#base) {
      this.#draft = draft;
      return;
    }
    const theirs = this.#advisory ? fieldsOf(this.#advisory) : this.#base;
    this.#take(rebase(older, draft, theirs), this.#advisory?.updatedAt ?? '');
  }

  /** Takes in what GitHub has `now` (milliseconds), beneath the draft. Gives the fields that others changed meanwhile. */
  accept(advisory: Advisory, now: number): readonly FieldName[] {
    const theirs = fieldsOf(advisory);
    const first = this.#base === null;
    const base = this.#base ?? theirs;
    const moved = rebase(base, this.#draft, theirs, this.#tried);
    this.#bases.forEach((older, i) => (this.#bases[i] = arrived(older, this.#tried, theirs)));
    this.#tried = outstanding(this.#tried, base, theirs, now);
    this.#advisory = advisory;
    this.#take(moved, advisory.updatedAt);
    return first || isEmpty(moved.draft) ? [] : moved.taken;
  }

  /** This goes out now: its answer may be lost. */
  trying(fields: Partial<AdvisoryFields>, base: AdvisoryFields, mine: AdvisoryFields, now: number): void {
    this.#before = this.#tried;
    this.#tried = withTry(this.#tried, fields, base, mine, now);
  }

  /** GitHub took nothing of this. */
  untaken(fields: Partial<AdvisoryFields>): void {
    this.#tried = withoutTry(this.#tried, this.#before, fields);
  }

  /** GitHub answered, and what it has was taken in: nothing else may come. */
  answered(): void {
    this.#tried = nothingTried;
  }

  /** A save goes on after the answers to what is in question now. */
  awaitAnswers(): void {
    this.#awaited = this.#questions.map(({ field }) => field);
  }

  /** No save goes on by an answer. */
  awaitNothing(): void {
    this.#awaited = [];
  }

  /**
   * What was sent is what the draft is an edit of from now on; it may have been typed on meanwhile. So are edits that are
   * still on their way: they were made after the press.
   */
  sent(names: readonly FieldName[], mine: AdvisoryFields): void {
    if (!this.#base || names.length === 0) return;
    const sent = Object.fromEntries(names.map(name => [name, mine[name]]));
    this.#tried = withoutFields(this.#tried, names);
    this.#bases.forEach((base, i) => (this.#bases[i] = { ...base, ...sent }));
    this.#rest({ ...this.#base, ...sent });
  }

  /** Answers which version of a field stands. False when nothing was asked about it. */
  settle(field: FieldName, keep: 'mine' | 'theirs' | 'together'): boolean {
    if (!this.#advisory || !this.#base || !this.#questions.some(question => question.field === field))
      return false;
    const theirs = fieldsOf(this.#advisory);
    const base = { ...this.#base, [field]: theirs[field] };
    if (keep === 'theirs') {
      const value = this.#versions[field]?.theirs ?? theirs[field];
      this.#draft =
        field === 'vector'
          ? { ...this.#draft, metrics: null }
          : { ...this.#draft, fields: { ...this.#draft.fields, [field]: value } };
    }
    this.#draft = trimmed(base, this.#draft);
    this.#ask(this.#questions.filter(question => question.field !== field));
    this.#rest(base);
    return true;
  }

  discard(): void {
    this.#draft = emptyDraft;
    this.#tried = nothingTried;
    this.#ask([]);
    if (this.#advisory) this.#rest(fieldsOf(this.#advisory));
  }

  #take({ base, draft, conflicts, versions }: ReturnType<typeof rebase>, at: string): void {
    const theirs = this.#advisory ? fieldsOf(this.#advisory) : base;
    const mine = fieldsWith(base, draft);
    this.#draft = judgedIn(this.#advisory?.state, draft);
    this.#versions = versions;
    this.#ask(
      conflicts.map(field => ({
        field,
        mine: field === 'vector' ? vectorText(draft) : fieldText(field, mine),
        theirs: fieldText(field, theirs),
        at,
      })),
    );
    this.#rest(base);
  }

  /** A save waits no longer for a question that is over. */
  #ask(questions: readonly FieldQuestion[]): void {
    this.#questions = questions;
    this.#awaited = this.#awaited.filter(name => questions.some(({ field }) => field === name));
  }

  /** The base from now on. */
  #rest(base: AdvisoryFields): void {
    if (this.#base && same(this.#base, base)) return;
    this.#base = base;
    this.#bases.push(base);
    this.#generation++;
    if (this.#bases.length > mostBases) this.#bases.shift();
  }

  get #forgotten(): number {
    return this.#generation - this.#bases.length;
  }
}
