import { fieldsWith, trimmed, type Draft } from '../../advisory/draft.ts';
import { same, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import { mergeFields } from '../../advisory/merge.ts';

/** A draft on top of what GitHub has now. */
export interface Rebased {
  /** What the draft is an edit of: GitHub's fields, but for those that somebody has to be asked about. */
  readonly base: AdvisoryFields;
  readonly draft: Draft;
  readonly conflicts: readonly FieldName[];
  readonly taken: readonly FieldName[];
}

/** Moves a draft onto newer fields of GitHub. Nothing typed is lost: where both changed a field, both versions stay. */
export function rebase(base: AdvisoryFields, draft: Draft, theirs: AdvisoryFields): Rebased {
  const mine = fieldsWith(base, draft);
  const { fields, conflicts, taken } = mergeFields(base, mine, theirs);
  const was: Record<string, unknown> = base as unknown as Record<string, unknown>;
  const kept = Object.fromEntries(conflicts.map(name => [name, was[name]]));
  const moved: AdvisoryFields = { ...theirs, ...kept };
  const changed = Object.entries({
    ...fields,
    ...Object.fromEntries(conflicts.map(name => [name, mine[name]])),
  });
  return {
    base: moved,
    draft: trimmed(moved, {
      ...draft,
      fields: Object.fromEntries(
        changed.filter(([name, value]) => name !== 'vector' && !same(value, moved[name as FieldName])),
      ) as Draft['fields'],
    }),
    conflicts,
    taken,
  };
}
