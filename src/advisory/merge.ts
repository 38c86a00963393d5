import { fieldNames, same, type AdvisoryFields, type AffectedProduct, type FieldName } from './fields.ts';
import type { Credit } from './model.ts';

/** What becomes of an advisory that two people changed. */
export interface Merged {
  /** Both sides' changes; in a field that both changed differently, theirs. */
  readonly fields: AdvisoryFields;
  /** Fields, or parts of one, that only they changed. */
  readonly taken: readonly FieldName[];
  /** Fields that both changed, to different ends. Somebody has to be asked. */
  readonly conflicts: readonly FieldName[];
}

/**
 * The three-way merge of an edit: texts as a whole, lists by entry, because GitHub replaces them whole. What only one
 * side changed is taken, in whichever order the sides saved; what both changed to the same is no question.
 */
export function mergeFields(base: AdvisoryFields, mine: AdvisoryFields, theirs: AdvisoryFields): Merged {
  const fields: Record<string, unknown> = {};
  const taken: FieldName[] = [];
  const conflicts: FieldName[] = [];
  for (const name of fieldNames) {
    const { value, conflict } = mergeField(name, base, mine, theirs);
    fields[name] = value;
    if (conflict) conflicts.push(name);
    else if (!same(base[name], theirs[name]) && !same(mine[name], value)) taken.push(name);
  }
  return { fields: fields as unknown as AdvisoryFields, taken, conflicts };
}

interface MergedField {
  readonly value: unknown;
  readonly conflict: boolean;
}

function mergeField(
  name: FieldName,
  { [name]: base }: AdvisoryFields,
  { [name]: mine }: AdvisoryFields,
  { [name]: theirs }: AdvisoryFields,
): MergedField {
  if (same(mine, theirs) || same(mine, base)) return { value: theirs, conflict: false };
  if (same(theirs, base)) return { value: mine, conflict: false };
  if (typeof base === 'string') return { value: theirs, conflict: true };
  return mergeEntries(keyOf(name), base, mine as typeof base, theirs as typeof base);
}

/** What makes an entry the same one although it was edited. */
function keyOf(name: FieldName): (entry: unknown) => string {
  if (name === 'credits') return entry => (entry as Credit).login.toLowerCase();
  if (name === 'products') {
    return entry => {
      const { ecosystem, name: pack } = entry as AffectedProduct;
      return `${ecosystem} ${pack.toLowerCase()}`;
    };
  }
  return entry => String(entry).toLowerCase();
}

/** Entries with one key are counted, so that two ranges of one package stay two. */
function byKey(entries: readonly unknown[], key: (entry: unknown) => string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const entry of entries) {
    let name = key(entry);
    for (let count = 2; found.has(name); count++) name = `${key(entry)} ${count}`;
    found.set(name, entry);
  }
  return found;
}

/** Their order, then what only we added. */
function mergeEntries(
  key: (entry: unknown) => string,
  ...[base, mine, theirs]: (readonly unknown[])[]
): MergedField {
  const [before, ours, others] = [byKey(base!, key), byKey(mine!, key), byKey(theirs!, key)];
  const value: unknown[] = [];
  let conflict = false;
  for (const name of new Set([...others.keys(), ...ours.keys()])) {
    const [was, our, their] = [before.get(name), ours.get(name), others.get(name)];
    if (same(our, their) || same(our, was)) {
      if (their !== undefined) value.push(their);
    } else if (same(their, was)) {
      if (our !== undefined) value.push(our);
    } else {
      conflict = true;
    }
  }
  return conflict ? { value: theirs, conflict } : { value, conflict };
}
