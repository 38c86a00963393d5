import { emptyDraft, fieldsWith, isEmpty, unsaved, type Draft } from '../../advisory/draft.ts';
import { fieldsOf, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { KeptDraft } from './drafts.ts';
import type { FieldQuestion } from './protocol.ts';
import { rebase } from './rebase.ts';
import { fieldText } from './state.ts';

/** One advisory under edit: what GitHub has, the draft on top of it, and what somebody has to be asked. No network. */
export class EditedAdvisory {
  /** As GitHub gave it last. */
  advisory: Advisory | null = null;
  /** What the draft is an edit of: GitHub's fields, but older ones where a question is open. */
  base: AdvisoryFields | null = null;
  draft: Draft = emptyDraft;
  questions: readonly FieldQuestion[] = [];

  /** What would be sent changed, or will once it is complete. */
  get unsaved(): FieldName[] {
    return this.base ? unsaved(this.base, this.draft) : [];
  }

  /** The fields as they would be sent. */
  get mine(): AdvisoryFields | null {
    return this.base && fieldsWith(this.base, this.draft);
  }

  /** A draft that was kept. */
  restore({ base, draft }: KeptDraft): void {
    [this.base, this.draft] = [base, draft];
  }

  /** Only to be looked at: what the tree read may be older than what the draft was begun on. */
  show(advisory: Advisory): void {
    this.advisory = advisory;
    this.base ??= fieldsOf(advisory);
  }

  /** Takes in what GitHub has, beneath the draft. Gives the fields that others changed meanwhile. */
  accept(advisory: Advisory): readonly FieldName[] {
    const theirs = fieldsOf(advisory);
    const first = this.base === null;
    const { base, draft, conflicts, taken } = rebase(this.base ?? theirs, this.draft, theirs);
    const mine = fieldsWith(base, draft);
    [this.advisory, this.base, this.draft] = [advisory, base, draft];
    this.questions = conflicts.map(field => ({
      field,
      mine: fieldText(field, mine),
      theirs: fieldText(field, theirs),
      at: advisory.updatedAt,
    }));
    return first || isEmpty(draft) ? [] : taken;
  }

  /** What was sent is what the draft is an edit of from now on; it may have been typed on meanwhile. */
  sent(names: readonly FieldName[], mine: AdvisoryFields): void {
    const sent = Object.fromEntries(names.map(name => [name, mine[name]]));
    if (this.base) this.base = { ...this.base, ...sent };
  }

  /** Answers which version of a field stands. False when nothing was asked about it. */
  settle(field: FieldName, keep: 'mine' | 'theirs' | 'together'): boolean {
    if (!this.advisory || !this.base || !this.questions.some(question => question.field === field))
      return false;
    const theirs = fieldsOf(this.advisory);
    this.base = { ...this.base, [field]: theirs[field] };
    if (keep === 'theirs') this.#drop(field);
    this.questions = this.questions.filter(question => question.field !== field);
    return true;
  }

  discard(): void {
    this.draft = emptyDraft;
    this.questions = [];
    if (this.advisory) this.base = fieldsOf(this.advisory);
  }

  #drop(field: FieldName): void {
    const { [field as keyof Draft['fields']]: _, ...fields } = this.draft.fields;
    this.draft = field === 'vector' ? { ...this.draft, metrics: null } : { ...this.draft, fields };
  }
}
