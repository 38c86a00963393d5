import { fieldNames, same, type AdvisoryFields, type AffectedProduct, type FieldName } from './fields.ts';
import type { Credit } from './model.ts';
import { stripTags } from './title.ts';

/** What becomes of an advisory that two people changed. */
export interface Merged {
  /** Both sides' changes; in a field that both changed differently, theirs. */
  readonly fields: AdvisoryFields;
  /** Fields, or parts of one, that only they changed. */
  readonly taken: readonly FieldName[];
  /** Fields that both changed, to different ends. Somebody has to be asked. */
  readonly conflicts: readonly FieldName[];
  /** By field in question: all that is agreed, with my parts or with theirs where it is not. */
  readonly versions: Readonly<
    Partial<Record<FieldName, { readonly mine: unknown; readonly theirs: unknown }>>
  >;
}

/**
 * The three-way merge of an edit: texts as a whole, lists by entry, because GitHub replaces them whole. What only one
 * side changed is taken, in whichever order the sides saved; what both changed to the same is no question.
 */
export function mergeFields(base: AdvisoryFields, mine: AdvisoryFields, theirs: AdvisoryFields): Merged {
  const fields: Record<string, unknown> = {};
  const taken: FieldName[] = [];
  const versions: Merged['versions'] = {};
  for (const name of fieldNames) {
    const merged = mergeField(name, base[name], mine[name], theirs[name]);
    if ('value' in merged) {
      fields[name] = merged.value;
      if (!same(base[name], theirs[name]) && !same(mine[name], merged.value)) taken.push(name);
    } else {
      fields[name] = theirs[name];
      Object.assign(versions, { [name]: merged });
    }
  }
  const conflicts = Object.keys(versions) as FieldName[];
  return { fields: fields as unknown as AdvisoryFields, taken, conflicts, versions };
}

type MergedField = { readonly value: unknown } | { readonly mine: unknown; readonly theirs: unknown };
export type Entries = readonly unknown[];

/** One field of such an edit: its value, or both versions where somebody has to be asked. */
export function mergeField(name: FieldName, base: unknown, mine: unknown, theirs: unknown): MergedField {
  if (same(mine, theirs) || same(mine, base)) return { value: theirs };
  if (same(theirs, base)) return { value: mine };
  if (!Array.isArray(base)) return { mine, theirs };
  return mergeEntries(kindOf(name), base, mine as Entries, theirs as Entries);
}

/** How entries of a list are told apart. */
interface Kind {
  /** What makes an entry the same one although it was edited. */
  readonly key: (entry: unknown) => string;
  /** What makes two entries equal. */
  readonly text: (entry: unknown) => string;
  /** May there be several of one key? Then two new ones are two. */
  readonly many: boolean;
}

function kindOf(name: FieldName): Kind {
  // Logins, slugs and numbers ignore case.
  const text = (entry: unknown) => JSON.stringify(entry).toLowerCase();
  if (name === 'credits') return { key: entry => (entry as Credit).login.toLowerCase(), text, many: false };
  if (name !== 'products') return { key: text, text, many: false };
  return {
    key: entry => {
      const { ecosystem, name: pack } = entry as AffectedProduct;
      return `${ecosystem} ${pack.toLowerCase()}`;
    },
    text: entry => JSON.stringify(entry),
    many: true,
  };
}

/**
 * Does GitHub's value of a field say what was sent? It may put line ends, spaces and the order of a list in a form of its
 * own.
 */
export function alike(name: FieldName, sent: unknown, stored: unknown): boolean {
  if (Array.isArray(sent) && Array.isArray(stored)) {
    const { text } = kindOf(name);
    return same(sent.map(text).sort(), stored.map(text).sort());
  }
  if (typeof sent !== 'string' || typeof stored !== 'string') return false;
  const plain = (text: string) =>
    name === 'title' ? stripTags(text) : text.replace(/\r\n?/g, '\n').trimEnd();
  return plain(sent) === plain(stored);
}

/** A list with those changes of ours alone that they have, too. */
export function agreed(name: FieldName, base: Entries, mine: Entries, theirs: Entries): Entries {
  const kind = kindOf(name);
  const [before, ours, others] = named(kind, [base, mine, theirs]);
  return [...new Set([...others.keys(), ...before.keys()])].flatMap(entry => {
    const [was, our, their] = [before.get(entry), ours.get(entry), others.get(entry)];
    return there(textOf(kind, our) === textOf(kind, their) ? their : was);
  });
}

/** Their order, then what only we added. */
function mergeEntries(kind: Kind, base: Entries, mine: Entries, theirs: Entries): MergedField {
  const [before, ours, others] = named(kind, [base, mine, theirs]);
  const value: unknown[] = [];
  const versions = { mine: [] as unknown[], theirs: [] as unknown[] };
  let conflict = false;
  const both = (...entries: unknown[]) => {
    for (const list of [value, versions.mine, versions.theirs]) list.push(...entries);
  };
  const text = (entry: unknown) => textOf(kind, entry);
  for (const name of new Set([...others.keys(), ...ours.keys()])) {
    const [was, our, their] = [before.get(name), ours.get(name), others.get(name)];
    if (text(our) === text(their) || text(our) === text(was)) both(...there(their));
    else if (text(their) === text(was)) both(...there(our));
    else if (was === undefined && kind.many) both(their, our);
    else {
      conflict = true;
      versions.mine.push(...there(our));
      versions.theirs.push(...there(their));
    }
  }
  return conflict ? versions : { value };
}

function textOf(kind: Kind, entry: unknown): string | undefined {
  return entry === undefined ? undefined : kind.text(entry);
}

function there(entry: unknown): unknown[] {
  return entry === undefined ? [] : [entry];
}

/**
 * Names the entries of the three sides: what stands unchanged on two of them is itself; only what is left over is paired
 * by key, so that two ranges of one package stay two and a deleted one stays deleted.
 */
function named({ key, text }: Kind, sides: readonly [Entries, Entries, Entries]) {
  const shared = (word: string) => sides.filter(side => side.some(entry => text(entry) === word)).length > 1;
  const name = (side: Entries) => {
    const found = new Map<string, unknown>();
    for (const entry of side) {
      const first = shared(text(entry)) ? `= ${text(entry)}` : key(entry);
      let name = first;
      for (let count = 2; found.has(name); count++) name = `${first} ${count}`;
      found.set(name, entry);
    }
    return found;
  };
  return [name(sides[0]), name(sides[1]), name(sides[2])] as const;
}
