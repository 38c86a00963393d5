import assert from 'node:assert/strict';
import { differences } from '../../../src/texts/index.ts';

const marked = (template: string, edited: string) => {
  const { lines, changes } = differences(template, edited);
  const marks = { same: ' ', added: '+', removed: '-' };
  return [lines, ...changes.map(({ kind, text }) => `${marks[kind]}${text}`)];
};

describe('an edited text beside its template', () => {
  it('is word for word the same, whatever its line ends', () => {
    assert.deepEqual(marked('a\nb\n', 'a\r\nb'), [0]);
    assert.deepEqual(marked('', ''), [0]);
    assert.deepEqual(marked('a\n', 'a\n\n\n'), [0]);
  });

  it('differs in one line where one was changed', () => {
    assert.deepEqual(marked('a\nb\nc', 'a\nB\nc'), [1, ' a', '-b', '+B', ' c']);
  });

  it('counts what was added, removed, and changed further on', () => {
    assert.deepEqual(marked('a\nb\nc\nd', 'a\nx\ny\nc\nD'), [3, ' a', '-b', '+x', '+y', ' c', '-d', '+D']);
    assert.deepEqual(marked('a\nb', 'b'), [1, '-a', ' b']);
    assert.deepEqual(marked('b', 'a\nb'), [1, '+a', ' b']);
    assert.deepEqual(marked('a', ''), [1, '-a', '+']);
  });

  it('finds a line that moved as two changes, and keeps all others', () => {
    assert.deepEqual(marked('a\nb\nc\nd', 'b\nc\nd\na'), [2, '-a', ' b', ' c', ' d', '+a']);
  });

  it('gives both texts back, and ends soon for the longest', () => {
    const text = (seed: number) =>
      Array.from({ length: 8_000 }, (_, i) => String((i * seed) % 97)).join('\n');
    const [old, now] = [text(7), text(11)];
    const { changes } = differences(old, now);
    const of = (kind: string) => changes.filter(line => line.kind === 'same' || line.kind === kind);
    assert.equal(
      of('removed')
        .map(line => line.text)
        .join('\n'),
      old,
    );
    assert.equal(
      of('added')
        .map(line => line.text)
        .join('\n'),
      now,
    );
  });
});
