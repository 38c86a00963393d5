import {
  baseMetrics,
  chosenOf,
  parseVector,
  printVector,
  type Chosen,
  type MetricId,
} from '../cvss/index.ts';
import type { Judgements } from '../triage/judgements.ts';
import { fieldNames, same, type AdvisoryFields, type FieldName } from './fields.ts';

/** A comment that asks about credit, one that tells the notes of the score, and whatever else is said. */
export type DraftComment = 'credit' | 'notes' | 'discussion';

/** What was typed and is not on GitHub. Everything here survives hide, reload and restart. */
export interface Draft {
  /** Changed fields, without `vector`: that follows from `metrics`. */
  readonly fields: Readonly<Partial<Omit<AdvisoryFields, 'vector'>>>;
  /** null: nothing was chosen here, the vector on GitHub stands. */
  readonly metrics: Chosen | null;
  /** Why a metric has its value, by metric. Kept here only. */
  readonly notes: Readonly<Partial<Record<MetricId, string>>>;
  /** Which metrics go to GitHub, once that was asked. */
  readonly send?: 'base' | 'all';
  /** Comments that are being written. */
  readonly comments?: Readonly<Partial<Record<DraftComment, string>>>;
  /** What was answered to the criteria, in triage. Kept here only. */
  readonly triage?: Judgements;
}

export const emptyDraft: Draft = { fields: {}, metrics: null, notes: {} };

/** Is there anything that a person typed or chose? */
export function isEmpty({ fields, metrics, notes, comments = {}, triage = {} }: Draft): boolean {
  return (
    same({ fields, metrics, notes }, emptyDraft) &&
    Object.keys(comments).length === 0 &&
    Object.keys(triage).length === 0
  );
}

/**
 * The fields as they would be sent: the draft over what GitHub has. Until all Base metrics are chosen the vector on
 * GitHub stands.
 */
export function fieldsWith(stored: AdvisoryFields, draft: Draft): AdvisoryFields {
  return { ...stored, ...draft.fields, vector: vectorOf(stored.vector, draft) };
}

function vectorOf(stored: string, { metrics, send }: Draft): string {
  if (metrics === null || !baseMetrics.every(id => metrics[id] !== undefined)) return stored;
  return printVector(send === 'base' ? baseOnly(metrics) : metrics);
}

/** Base metrics alone. */
export function baseOnly(chosen: Chosen): Chosen {
  return Object.fromEntries(baseMetrics.flatMap(id => (chosen[id] === undefined ? [] : [[id, chosen[id]]])));
}

/**
 * Has the vector in the making begun to differ from GitHub's, complete or not? One that GitHub keeps in a form that
 * needs repair differs as soon as anything was chosen here, so that a save can mend it.
 */
function metricsChanged(stored: AdvisoryFields, draft: Draft): boolean {
  if (draft.metrics === null) return false;
  const sent = draft.send === 'base' ? baseOnly(draft.metrics) : draft.metrics;
  return !saysTheSame(sent, stored.vector);
}

function saysTheSame(chosen: Chosen, vector: string): boolean {
  const parsed = parseVector(vector);
  if (parsed.ok && parsed.repairs.length > 0) return false;
  return same(sorted(chosen), sorted(chosenOf(vector)));
}

/** What is unsaved, in the order of the page: an unfinished vector counts. */
export function unsaved(stored: AdvisoryFields, draft: Draft): FieldName[] {
  const mine = fieldsWith(stored, draft);
  return fieldNames.filter(name =>
    name === 'vector' ? metricsChanged(stored, draft) : !same(stored[name], mine[name]),
  );
}

/** The draft without what GitHub has by now. */
export function trimmed(stored: AdvisoryFields, draft: Draft): Draft {
  const fields = Object.fromEntries(
    Object.entries(draft.fields).filter(([name, value]) => !same(value, stored[name as FieldName])),
  ) as Draft['fields'];
  const { send, metrics, ...rest } = draft;
  if (metrics === null || saysTheSame(metrics, stored.vector)) return { ...rest, fields, metrics: null };
  return { ...rest, fields, metrics, ...(send ? { send } : {}) };
}

function sorted(chosen: Chosen): unknown {
  return Object.entries(chosen)
    .filter(([, code]) => code !== 'X')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
