import type { AffectedProduct } from './fields.ts';

/**
 * The affected products with these ranges for one of them: a row for each. What is there already stays as it is, its
 * other rows go, and rows of other products are nobody's business here.
 */
export function withRanges(
  products: readonly AffectedProduct[],
  name: string,
  ranges: readonly string[],
): AffectedProduct[] {
  const isOwn = (row: AffectedProduct) => row.name.trim().toLowerCase() === name.toLowerCase();
  const own = products.filter(isOwn);
  const { ecosystem = 'other', functions = [], name: written = name } = own[0] ?? {};
  const rows = ranges.map(
    (range): AffectedProduct =>
      own.find(row => row.range.trim() === range) ?? {
        ecosystem,
        name: written,
        range,
        patched: '',
        functions,
      },
  );
  const at = products.findIndex(isOwn);
  const others = products.filter(row => !isOwn(row));
  return at < 0 ? [...others, ...rows] : [...others.slice(0, at), ...rows, ...others.slice(at)];
}
