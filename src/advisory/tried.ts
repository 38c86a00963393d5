import { fieldNames, same, type AdvisoryFields, type FieldName } from './fields.ts';
import { alike } from './merge.ts';

/** One value of a field that was sent and never answered. */
export interface Try {
  readonly sent: unknown;
  /** What was typed: what is sent of a list holds entries of colleagues, too. */
  readonly mine: unknown;
  /** Milliseconds. */
  readonly at: number;
}

/** By field, oldest first: GitHub may have any of it. */
export type Tried = Readonly<Partial<Record<FieldName, readonly Try[]>>>;

export const nothingTried: Tried = {};

/** What GitHub has not got after this time (milliseconds) does not come any more. */
const late = 10 * 60_000;

export function withTry(
  tried: Tried,
  sent: Partial<AdvisoryFields>,
  mine: AdvisoryFields,
  at: number,
): Tried {
  const more = namesOf(sent).map(name => {
    const now: Try = { sent: sent[name], mine: mine[name], at };
    const others = (tried[name] ?? []).filter(each => !same([each.sent, each.mine], [now.sent, now.mine]));
    return [name, [...others, now]] as const;
  });
  return { ...tried, ...Object.fromEntries(more) };
}

/** Without what GitHub refused. */
export function withoutTry(tried: Tried, refused: Partial<AdvisoryFields>): Tried {
  return left(tried, (name, tries) => tries.filter(({ sent }) => !same(sent, refused[name])));
}

/** Without all of these fields: they were answered. */
export function withoutFields(tried: Tried, names: readonly FieldName[]): Tried {
  return left(tried, (name, tries) => (names.includes(name) ? [] : tries));
}

/**
 * What an edit is an edit of: where GitHub has what was tried, that is our own, and no colleague's. Of a list only what was
 * typed is: the others' entries were merged into what was sent.
 */
export function arrived(base: AdvisoryFields, tried: Tried, theirs: AdvisoryFields): AdvisoryFields {
  const ours = namesOf(tried).flatMap(name => {
    const found = tried[name]![lastOf(tried, name, theirs)];
    if (!found) return [];
    const merged = Array.isArray(found.mine) && !alike(name, found.mine, theirs[name]);
    return [[name, merged ? found.mine : theirs[name]] as const];
  });
  return { ...base, ...Object.fromEntries(ours) };
}

/**
 * What may still come at that time (milliseconds): nothing older than what is there, nothing that is long ago, and
 * nothing where a colleague has written since.
 */
export function outstanding(tried: Tried, base: AdvisoryFields, theirs: AdvisoryFields, now: number): Tried {
  return left(tried, (name, tries) => {
    const last = lastOf(tried, name, theirs);
    const open = last >= 0 || same(base[name], theirs[name]) ? tries.slice(last + 1) : [];
    return open.filter(({ at }) => now - at < late);
  });
}

/** Two windows' tries. */
export function bothTried(older: Tried, newer: Tried): Tried {
  return left({ ...older, ...newer }, name => [...(older[name] ?? []), ...(newer[name] ?? [])]);
}

/** As it was kept; an older record has none. */
export function readTried(kept: unknown): Tried {
  if (typeof kept !== 'object' || kept === null) return nothingTried;
  return left(kept as Tried, (_, tries: unknown) => (Array.isArray(tries) ? tries.filter(isTry) : []));
}

function lastOf(tried: Tried, name: FieldName, theirs: AdvisoryFields): number {
  return (tried[name] ?? []).findLastIndex(({ sent }) => alike(name, sent, theirs[name]));
}

function isTry(kept: unknown): kept is Try {
  return typeof kept === 'object' && kept !== null && 'sent' in kept && 'mine' in kept && 'at' in kept;
}

function left(tried: Tried, of: (name: FieldName, tries: readonly Try[]) => readonly Try[]): Tried {
  const fields = namesOf(tried).map(name => [name, of(name, tried[name]!)] as const);
  return Object.fromEntries(fields.filter(([, tries]) => tries.length > 0));
}

function namesOf(fields: Partial<Record<FieldName, unknown>>): FieldName[] {
  return fieldNames.filter(name => fields[name] !== undefined);
}
