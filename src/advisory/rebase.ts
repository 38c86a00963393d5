import { chosenOf, type Chosen } from '../cvss/index.ts';
import { baseOnly, fieldsWith, trimmed, type Draft } from './draft.ts';
import { fieldNames, same, type AdvisoryFields, type FieldName } from './fields.ts';
import { alike, mergeFields, type Merged } from './merge.ts';
import { arrived, nothingTried, type Tried } from './tried.ts';

/** A draft on top of what GitHub has now. */
export interface Rebased {
  /** What the draft is an edit of: GitHub's fields, but for those that somebody has to be asked about. */
  readonly base: AdvisoryFields;
  readonly draft: Draft;
  readonly conflicts: readonly FieldName[];
  readonly taken: readonly FieldName[];
  /** By field in question: all that is agreed, with my parts or with theirs where it is not. */
  readonly versions: Merged['versions'];
}

/**
 * Moves a draft onto newer fields of GitHub. Nothing typed is lost: where both changed a field, both versions stay. Of
 * what was `tried` GitHub may have our own: what was typed since, or taken back, is an edit of that.
 */
export function rebase(
  before: AdvisoryFields,
  draft: Draft,
  theirs: AdvisoryFields,
  tried: Tried = nothingTried,
): Rebased {
  const base = arrived(before, tried, theirs);
  const back = base.vector !== before.vector && before.vector !== '';
  const metrics = draft.metrics ?? (back ? chosenOf(before.vector) : null);
  // Metrics that are not complete, or are not all sent, are no vector yet: they are compared as they are.
  const vector = moveMetrics(metrics, base.vector, theirs.vector);
  const typed = fieldsWith(before, draft);
  // GitHub may have ours in a form of its own: that is no edit.
  const there = fieldNames.filter(
    name =>
      tried[name]?.some(({ sent }) => same(sent, typed[name])) && alike(name, typed[name], theirs[name]),
  );
  const mine = {
    ...typed,
    ...Object.fromEntries(there.map(name => [name, theirs[name]])),
    vector: metrics === null ? base.vector : theirs.vector,
  };
  const merged = mergeFields(
    { ...base, vector: metrics === null ? base.vector : theirs.vector },
    mine,
    theirs,
  );
  const asked = vector === 'ask';
  const conflicts = [...(asked ? (['vector'] as const) : []), ...merged.conflicts];
  const old = Object.fromEntries(conflicts.map(name => [name, base[name]]));
  const moved: AdvisoryFields = { ...theirs, ...old };
  const fields = Object.fromEntries(
    fieldNames
      .filter(name => name !== 'vector')
      .map(name => [name, merged.versions[name]?.mine ?? merged.fields[name]] as const)
      .filter(([name, value]) => !same(value, moved[name])),
  ) as Draft['fields'];
  return {
    base: moved,
    draft: trimmed(moved, { ...draft, fields, metrics: asked ? metrics : vector }),
    conflicts,
    taken: merged.taken,
    versions: merged.versions,
  };
}

/**
 * What becomes of chosen metrics when the vector on GitHub changed: they stay as they are, take the new Base metrics
 * where only other groups were chosen here, or somebody has to be asked.
 */
function moveMetrics(metrics: Chosen | null, was: string, now: string): Chosen | null | 'ask' {
  if (metrics === null || was === now) return metrics;
  const [mine, before, theirs] = [baseOnly(metrics), baseOnly(chosenOf(was)), baseOnly(chosenOf(now))];
  if (same(mine, theirs)) return metrics;
  return same(mine, before) ? { ...metrics, ...theirs } : 'ask';
}
