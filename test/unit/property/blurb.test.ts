import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wrapBody } from '../../../src/project/cpython/blurb.ts';
import { wrap } from '../../../src/project/rst/textwrap.ts';
import { runs } from './runs.ts';

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.string({ unit: fc.constantFrom(...'abcé日🐍.,`:-'), minLength: 1, maxLength: 12 }),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('a', '/', '-'), minLength: 60, maxLength: 120 }),
  },
);
const space = fc.constantFrom(' ', ' ', ' ', '\n', '  ', '\t');
const paragraph = fc
  .array(fc.tuple(word, space), { maxLength: 40 })
  .map(parts => parts.map(([text, gap]) => text + gap).join(''));
const body = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom('', '', '* ', '1. '), paragraph), { maxLength: 5 }), fc.boolean())
  .map(([parts, windows]) => {
    const text = parts.map(([start, rest]) => start + rest).join('\n\n');
    return windows ? text.replaceAll('\n', '\r\n') : text;
  });

const words = (text: string) => text.split(/[\t\n\v\f\r ]+/).filter(each => each !== '');
const width = (line: string) => [...line].length;

describe('a blurb of any text', function () {
  this.timeout(60_000);

  it('keeps every word in its order, and ends in one line end', () => {
    fc.assert(
      fc.property(body, text => {
        const wrapped = wrapBody(text);
        assert.deepEqual(words(wrapped), words(text));
        assert.match(wrapped, /(?:[^\n]|^)\n$/);
        assert.doesNotMatch(wrapped, /[ \t\r]$/m);
      }),
      runs(3000),
    );
  });

  it('of prose is at most 76 columns wide, but for a word that is wider', () => {
    fc.assert(
      fc.property(paragraph, text => {
        for (const line of wrapBody(text).split('\n')) {
          assert.ok(width(line) <= 76 || words(line).length === 1, JSON.stringify(line));
        }
      }),
      runs(3000),
    );
  });

  it('fills its lines: the first word of a line did not fit on the one before', () => {
    fc.assert(
      fc.property(paragraph, fc.integer({ min: 1, max: 90 }), (text, columns) => {
        const lines = wrap(words(text).join(' '), columns);
        for (const [i, line] of lines.slice(1).entries()) {
          assert.ok(width(`${lines[i]} ${words(line)[0]}`) > columns, JSON.stringify(lines));
        }
      }),
      runs(2000),
    );
  });

  it('is left alone when it is wrapped again', () => {
    fc.assert(
      fc.property(body, text => assert.equal(wrapBody(wrapBody(text)), wrapBody(text))),
      runs(3000),
    );
  });
});
