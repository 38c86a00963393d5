import assert from 'node:assert/strict';
import { hunksOf, unchosen } from '../../../src/jobs/port/conflict/unchosen.ts';

const diff3 = [
  'head',
  '<<<<<<< ours',
  'KEY = 1',
  '||||||| base',
  '=======',
  'LONGEST = 2',
  '>>>>>>> theirs',
  'one',
  'two',
  'three',
  '<<<<<<< ours',
  'x ^ KEY',
  '||||||| base',
  'x',
  '=======',
  'x & 255',
  '>>>>>>> theirs',
  '',
].join('\n');

/** The whole file with these lines in its two places. */
const file = (first: readonly string[], second: readonly string[]) =>
  ['head', ...first, 'one', 'two', 'three', ...second, ''].join('\n');

describe('a conflict in which nothing was chosen', () => {
  const hunks = hunksOf(diff3);

  it('is found where both added lines, and where both changed one', () => {
    assert.deepEqual(unchosen(hunks, file([], ['x & 255'])), [2]);
    assert.deepEqual(unchosen(hunks, file(['KEY = 1'], ['x'])), [6]);
    assert.deepEqual(unchosen(hunks, file([], ['x'])), [2, 5]);
  });

  it('is none where a side, both, or something else was written', () => {
    assert.deepEqual(unchosen(hunks, file(['KEY = 1'], ['x ^ KEY'])), []);
    assert.deepEqual(unchosen(hunks, file(['LONGEST = 2'], ['x & 255'])), []);
    assert.deepEqual(unchosen(hunks, file(['KEY = 1', 'LONGEST = 2'], ['x ^ KEY & 255'])), []);
    assert.deepEqual(unchosen(hunks, file(['other'], ['y'])), []);
  });

  it('is read with its base and the lines around it', () => {
    assert.deepEqual(hunks, [
      { before: ['head\n'], base: [], after: ['one\n', 'two\n'] },
      { before: ['two\n', 'three\n'], base: ['x\n'], after: [] },
    ]);
  });

  it('is found in a file that is all conflict', () => {
    const whole = hunksOf('<<<<<<< ours\na\n||||||| base\nb\n=======\nc\n>>>>>>> theirs\n');
    assert.deepEqual(unchosen(whole, 'b\n'), [1]);
    assert.deepEqual(unchosen(whole, 'a\n'), []);
    assert.deepEqual(unchosen(whole, 'b\nand more\n'), []);
  });
});
