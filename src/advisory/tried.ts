import { fieldNames, same, type AdvisoryFields, type FieldName } from './fields.ts';
import { alike } from './merge.ts';

/** What was sent and never answered, by field, oldest first: GitHub may have any of it. */
export type Tried = Readonly<Partial<Record<FieldName, readonly unknown[]>>>;

export const nothingTried: Tried = {};

export function withTry(tried: Tried, sent: Partial<AdvisoryFields>): Tried {
  const more = namesOf(sent).map(name => [name, [...(tried[name] ?? []), sent[name]]] as const);
  return { ...tried, ...Object.fromEntries(more) };
}

/** Without what GitHub refused. */
export function withoutTry(tried: Tried, refused: Partial<AdvisoryFields>): Tried {
  return left(tried, (name, values) => values.filter(value => !same(value, refused[name])));
}

/** Without all of these fields: they were answered. */
export function withoutFields(tried: Tried, names: readonly FieldName[]): Tried {
  return left(tried, (name, values) => (names.includes(name) ? [] : values));
}

/** What an edit is an edit of: where GitHub has what was tried, that is our own, and no colleague's. */
export function arrived(base: AdvisoryFields, tried: Tried, theirs: AdvisoryFields): AdvisoryFields {
  const ours = namesOf(tried).filter(name => lastOf(tried, name, theirs) >= 0);
  return { ...base, ...Object.fromEntries(ours.map(name => [name, theirs[name]])) };
}

/** What may still come: nothing older than what is there, and nothing where a colleague has written since. */
export function outstanding(tried: Tried, base: AdvisoryFields, theirs: AdvisoryFields): Tried {
  return left(tried, (name, values) => {
    const last = lastOf(tried, name, theirs);
    return last >= 0 || same(base[name], theirs[name]) ? values.slice(last + 1) : [];
  });
}

/** Two windows' tries. */
export function bothTried(older: Tried, newer: Tried): Tried {
  return left({ ...older, ...newer }, name => [...(older[name] ?? []), ...(newer[name] ?? [])]);
}

/** As it was kept; an older record has none. */
export function readTried(kept: unknown): Tried {
  if (typeof kept !== 'object' || kept === null) return nothingTried;
  return left(kept as Tried, (_, values) => (Array.isArray(values) ? values : []));
}

function lastOf(tried: Tried, name: FieldName, theirs: AdvisoryFields): number {
  return (tried[name] ?? []).findLastIndex(value => alike(name, value, theirs[name]));
}

function left(tried: Tried, of: (name: FieldName, values: readonly unknown[]) => readonly unknown[]): Tried {
  const fields = namesOf(tried).map(name => [name, of(name, tried[name]!)] as const);
  return Object.fromEntries(fields.filter(([, values]) => values.length > 0));
}

function namesOf(fields: Partial<Record<FieldName, unknown>>): FieldName[] {
  return fieldNames.filter(name => fields[name] !== undefined);
}
