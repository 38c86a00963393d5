import { compareVersions, readRange, repairRange } from '../../project/versions.ts';
import { type AdvisoryFinding, type Check, finding, type Fix } from './finding.ts';

/** Affected versions that a person or a scanner cannot read. Empty ones are not given yet. */
export const checkRanges: Check = ({ fields: { products } }) =>
  products.flatMap((product, index): AdvisoryFinding[] => {
    const { range } = product;
    if (range.trim() === '') return [];
    const read = readRange(range);
    if (read) {
      const { low, high } = read;
      const order = low && high && low !== high ? compareVersions(low.version, high.version) : -1;
      const empty = order > 0 || (order === 0 && !(low!.included && high!.included));
      const message = 'No version lies in this range.';
      return empty ? [finding('products', 'warning', 'range-empty', message, { index })] : [];
    }
    const rows = repairRange(range);
    const fixes: Fix[] = rows
      ? [
          {
            id: 'write',
            title: rows.length === 1 ? `Write ${rows[0]}` : `Write ${rows.length} rows`,
            change: {
              products: products.toSpliced(index, 1, ...rows.map(row => ({ ...product, range: row }))),
            },
          },
        ]
      : [];
    const message = 'Cannot read this range. Write it like < 3.16.0.';
    return [finding('products', 'warning', 'range-form', message, { index, fixes })];
  });
