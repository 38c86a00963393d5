import assert from 'node:assert/strict';
import cwe from '../../../src/advisory/cwe.json' with { type: 'json' };
import { searchWeaknesses, weaknessName } from '../../../src/advisory/weaknesses.ts';

const found = (words: string, limit?: number) => searchWeaknesses(words, limit).map(({ id }) => id);

describe('weaknesses', () => {
  it('have names', () => {
    for (const id of ['CWE-125', 'cwe 125', '125', ' CWE-0125 ']) {
      assert.equal(weaknessName(id), 'Out-of-bounds Read', id);
    }
    for (const id of ['CWE-99999', 'constructor', '', 'CWE-', '-1']) assert.equal(weaknessName(id), null, id);
  });

  it('are found by number, the number itself first', () => {
    assert.equal(found('125')[0], 'CWE-125');
    assert.equal(found('cwe-79')[0], 'CWE-79');
    assert.ok(found('12').every(id => id.startsWith('CWE-12')));
  });

  it('are found by words in any order, the usual ones first', () => {
    for (const [words, id] of [
      ['out of bounds read', 'CWE-125'],
      ['read bounds', 'CWE-125'],
      ['Out-of-bounds', 'CWE-125'],
      ['sql injection', 'CWE-89'],
      ['xss', 'CWE-79'],
      ['path traversal', 'CWE-22'],
      ['use after', 'CWE-416'],
      ['uaf', 'CWE-416'],
      ['redos', 'CWE-1333'],
      ['certificate', 'CWE-295'],
      ['header injection', 'CWE-93'],
      ['null pointer', 'CWE-476'],
    ] as const) {
      assert.equal(found(words)[0], id, words);
    }
    // A word of the name goes before a word that people use for it.
    assert.deepEqual(new Set(found('overflow', 4)), new Set(['CWE-120', 'CWE-121', 'CWE-122', 'CWE-190']));
    assert.ok(found('overflow').includes('CWE-674'));
    assert.equal(found('improper').length, 20);
    assert.equal(found('improper', 3).length, 3);
    for (const nothing of ['', '  ', '—', 'marmalade elephant']) assert.deepEqual(found(nothing), []);
  });

  it('carry MITRE’s copyright and licence with the data', () => {
    assert.match(cwe.notice, /Copyright © 2006–2024, The MITRE Corporation/);
    assert.match(cwe.notice, /non-exclusive, royalty-free license/);
  });
});
