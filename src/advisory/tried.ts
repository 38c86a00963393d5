import { fieldNames, same, type AdvisoryFields, type FieldName } from './fields.ts';
import { agreed, alike, mergeField, type Entries } from './merge.ts';

/** One value of a field that was sent and never answered. */
export interface Try {
  readonly sent: unknown;
  /** What was typed: what is sent of a list holds entries of colleagues, too. */
  readonly mine: unknown;
  /** Of a list: what it was typed on. An older record does not say so. */
  readonly base?: Entries;
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
  base: AdvisoryFields,
  mine: AdvisoryFields,
  at: number,
): Tried {
  const more = namesOf(sent).map(name => {
    const from = base[name];
    const typed = Array.isArray(from) ? { mine: mine[name], base: from } : { mine: mine[name] };
    const now: Try = { sent: sent[name], ...typed, at };
    const others = (tried[name] ?? []).filter(each => !same([each.sent, each.mine], [now.sent, now.mine]));
    return [name, [...others, now]] as const;
  });
  return { ...tried, ...Object.fromEntries(more) };
}

/** Of what GitHub refused what it was `before` that try: an earlier one of the same value may still come. */
export function withoutTry(tried: Tried, before: Tried, refused: Partial<AdvisoryFields>): Tried {
  return left(tried, (name, tries) => (refused[name] === undefined ? tries : (before[name] ?? [])));
}

/** Without all of these fields: they were answered. */
export function withoutFields(tried: Tried, names: readonly FieldName[]): Tried {
  return left(tried, (name, tries) => (names.includes(name) ? [] : tries));
}

/**
 * What an edit is an edit of: where GitHub has what was tried, that is our own, and no colleague's. Of a list these are
 * the entries that were typed and are there, or were taken away and are not, whatever colleagues did to the others.
 */
export function arrived(base: AdvisoryFields, tried: Tried, theirs: AdvisoryFields): AdvisoryFields {
  const ours = namesOf(tried).flatMap(name => {
    const found = tried[name]!.filter(each => isThere(name, each, base, theirs));
    if (found.length === 0) return [];
    const value = found.reduce<unknown>((value, each) => {
      // Where somebody would have to be asked, nothing is known to be ours.
      const merged = mergeField(name, fromOf(name, each, base), value, cameOf(name, each, base, theirs));
      return 'value' in merged ? merged.value : value;
    }, base[name]);
    return [[name, alike(name, value, theirs[name]) ? theirs[name] : value] as const];
  });
  return { ...base, ...Object.fromEntries(ours) };
}

/**
 * What may still come at that time (milliseconds): nothing older than what is there, nothing that is long ago, and
 * nothing where a colleague has written since; of a list, whatever they wrote, what was not there yet may come.
 */
export function outstanding(tried: Tried, base: AdvisoryFields, theirs: AdvisoryFields, now: number): Tried {
  return left(tried, (name, tries) => {
    const last = lastOf(name, tries, base, theirs);
    const mayCome = last >= 0 || Array.isArray(theirs[name]) || same(base[name], theirs[name]);
    const open = mayCome ? tries.slice(last + 1) : [];
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

/** The last that is there: as it was sent, or else all that was typed of a list. */
function lastOf(
  name: FieldName,
  tries: readonly Try[],
  base: AdvisoryFields,
  theirs: AdvisoryFields,
): number {
  const last = tries.findLastIndex(({ sent }) => alike(name, sent, theirs[name]));
  if (last >= 0) return last;
  return tries.findLastIndex(
    each => Array.isArray(each.mine) && alike(name, each.mine, cameOf(name, each, base, theirs)),
  );
}

/** Has GitHub anything of it? */
function isThere(name: FieldName, each: Try, base: AdvisoryFields, theirs: AdvisoryFields): boolean {
  const from = fromOf(name, each, base);
  const came = cameOf(name, each, base, theirs);
  return alike(name, each.sent, theirs[name]) || (Array.isArray(from) && !alike(name, from, came));
}

/** What it was typed on. */
function fromOf(name: FieldName, each: Try, base: AdvisoryFields): unknown {
  return each.base ?? base[name];
}

/** The same, with what GitHub has of it. */
function cameOf(name: FieldName, each: Try, base: AdvisoryFields, theirs: AdvisoryFields): unknown {
  const { sent, mine } = each;
  const [from, there] = [fromOf(name, each, base), theirs[name]];
  const whole = alike(name, sent, there);
  if (!Array.isArray(from) || !Array.isArray(mine) || !Array.isArray(there)) return whole ? there : from;
  return whole ? mine : agreed(name, from, mine, there);
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
