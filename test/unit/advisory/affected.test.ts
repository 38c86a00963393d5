import assert from 'node:assert/strict';
import { withRanges } from '../../../src/advisory/affected.ts';
import type { AffectedProduct } from '../../../src/advisory/fields.ts';

const row = (name: string, range: string, more: Partial<AffectedProduct> = {}): AffectedProduct => ({
  ...{ ecosystem: 'other', name, range, patched: '', functions: [] },
  ...more,
});
const words = (rows: readonly AffectedProduct[]) =>
  rows.map(({ name, range, patched, functions }) => `${name} ${range} ${patched} ${functions.join()}`.trim());

describe('affected versions for one product', () => {
  it('take the place of its rows, and keep what was written beside them', () => {
    const before = [
      row('Eggs', '< 2'),
      row('cpython', '< 3.16.0', { functions: ['Bread.bake'] }),
      row('CPython ', '>= 3.13.0, < 3.13.9', { patched: '3.13.9' }),
      row('Ham', '< 1'),
    ];
    const after = withRanges(before, 'CPython', ['< 3.12.14', '>= 3.13.0, < 3.13.9']);
    assert.deepEqual(words(after), [
      'Eggs < 2',
      'cpython < 3.12.14  Bread.bake',
      'CPython  >= 3.13.0, < 3.13.9 3.13.9',
      'Ham < 1',
    ]);
    assert.deepEqual(withRanges(after, 'CPython', ['< 3.12.14', '>= 3.13.0, < 3.13.9']), after);
  });

  it('are added where the product has none', () => {
    assert.deepEqual(words(withRanges([], 'CPython', ['< 3.16.0'])), ['CPython < 3.16.0']);
    assert.deepEqual(words(withRanges([row('Ham', '< 1')], 'CPython', ['< 3.16.0'])), [
      'Ham < 1',
      'CPython < 3.16.0',
    ]);
  });
});
