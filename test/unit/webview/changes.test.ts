import assert from 'node:assert/strict';
import { changedRanges } from '../../../webview/advisory/preview/changes.ts';
import { pair } from '../../../webview/advisory/preview/markdown.ts';
import { assertQuick } from '../quick.ts';

const marked = (before: string, after: string) =>
  changedRanges(before, after).map(([start, end]) => after.slice(start, end));

describe('what is not saved yet', () => {
  it('marks nothing where nothing changed, or only went', () => {
    assert.deepEqual(marked('a b c', 'a b c'), []);
    assert.deepEqual(marked('a b c', 'a c'), []);
    assert.deepEqual(marked('a b', ''), []);
  });

  it('marks whole words', () => {
    assert.deepEqual(marked('Reads past the end.', 'Reads far past the end.'), ['far ']);
    assert.deepEqual(marked('one color two', 'one colour two'), ['colour']);
    assert.deepEqual(marked('', 'new words'), ['new words']);
    assert.deepEqual(marked('a b c d e', 'a X c Y e'), ['X', 'Y']);
    assert.deepEqual(marked('a b c', 'a x y c'), ['x y']);
  });

  it('marks a new paragraph as one', () => {
    const text = 'First.\n\nSecond.\n\nLast.';
    assert.deepEqual(marked(text, text.replace('Last', 'New words here.\n\nLast')), ['New words here.']);
  });

  it('finds words in a few lines that changed far apart', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `line ${i} of the text`);
    const next = lines.with(10, 'line 10 of our text').with(1900, 'line 1900 of the long text');
    assert.deepEqual(
      marked(lines.join('\n'), next.join('\n')).map(words => words.trim()),
      ['our', 'long'],
    );
  });

  it('is bounded: texts that have nothing in common, or no spaces', async () => {
    const words = (seed: number) =>
      Array.from({ length: 10_000 }, (_, i) => ((i * seed) % 9973).toString(36)).join(' ');
    for (const [before, after] of [
      [words(7919), words(104_729)],
      ['x'.repeat(1_000_000), 'y'.repeat(1_000_000)],
      ['a\n'.repeat(30_000), 'b\n'.repeat(30_000)],
    ] as const) {
      await assertQuick(400, () => changedRanges(before, after));
      const ranges = changedRanges(before, after);
      assert.ok(ranges.length > 0);
      for (const [start, end] of ranges) assert.ok(0 <= start && start < end && end <= after.length);
    }
  });

  it('knows for each block what it was', () => {
    const blocks = (...raws: string[]) => raws.map(raw => ({ raw, plain: false }));
    const olds = (before: string[], now: string[]) =>
      pair(blocks(...before), blocks(...now)).map(block => block?.raw ?? null);
    assert.deepEqual(olds(['a', 'b', 'c'], ['a', 'B', 'c']), ['a', 'b', 'c']);
    assert.deepEqual(olds(['a', 'c'], ['a', 'b', 'c']), ['a', null, 'c']);
    assert.deepEqual(olds(['a', 'b', 'c'], ['a', 'c']), ['a', 'c']);
    assert.deepEqual(olds(['a', 'b', 'c', 'd'], ['x', 'b', 'y', 'd', 'z']), ['a', 'b', 'c', 'd', null]);
    assert.deepEqual(olds([], ['a']), [null]);
  });
});
