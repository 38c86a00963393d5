import assert from 'node:assert/strict';
import { fromOneLine, inOneLine, rowsOf } from '../../../../src/ui/decide/letter.ts';

const reply = 'Thanks for your report.\nIt is no vulnerability.\n\nWrite to us if you disagree.';

describe('a letter in parts that show one line each', () => {
  it('is read in rows that are cut at words', () => {
    assert.deepEqual(rowsOf('one two three\r\n\r\nfour', 8), ['one two', 'three', 'four']);
    assert.deepEqual(rowsOf('a'.repeat(20), 8), ['aaaaaaaa', 'aaaaaaaa', 'aaaa']);
    for (const row of rowsOf(reply, 16)) assert.ok(row.length <= 16, row);
    assert.equal(rowsOf(reply, 16).join(' ').replace(/\s+/g, ' '), reply.replace(/\s+/g, ' '));
  });

  it('comes back from a box as it went in', () => {
    assert.ok(!/[\r\n]/.test(inOneLine(reply.replaceAll('\n', '\r\n'))));
    assert.equal(fromOneLine(inOneLine(reply.replaceAll('\n', '\r\n'))), reply);
    assert.equal(fromOneLine('Hello, ⏎ ⏎ world ⏎'), 'Hello,\n\nworld');
  });
});
