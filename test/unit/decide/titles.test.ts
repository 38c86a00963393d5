import assert from 'node:assert/strict';
import { innerTag, sameTitle, sameWords, tagged, without } from '../../../src/jobs/decide/titles.ts';

describe('tags in titles', () => {
  const rows: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['Spam parser', 'ACCEPTED', '[ACCEPTED] Spam parser', []],
    ['[accepted] Spam parser', 'ACCEPTED', '[ACCEPTED] Spam parser', []],
    ['[INVALID] Spam parser', 'ACCEPTED', '[ACCEPTED] Spam parser', []],
    ['[CLOSED][ACCEPT]  Spam parser [duplicate]', 'ACCEPTED', '[ACCEPTED] Spam parser', []],
    ['[ACCEPTED] Spam parser', 'DUPLICATE', '[DUPLICATE] Spam parser', []],
    ['[INVALID] Spam parser', 'DUPLICATE', '[DUPLICATE] Spam parser', []],
    ['Parser drops [INVALID] marker', 'ACCEPTED', '[ACCEPTED] Parser drops INVALID marker', ['[INVALID]']],
    // The bot closes either way, so the text stays as it is.
    ['Parser drops [INVALID] marker', 'DUPLICATE', '[DUPLICATE] Parser drops [INVALID] marker', []],
    ['Parser keeps [Accepted] word', 'CLOSED', '[CLOSED] Parser keeps Accepted word', ['[Accepted]']],
    ['Two  spaces ', 'CLOSED', '[CLOSED] Two spaces', []],
    ['[3.14] [SPAM] stays', 'CLOSED', '[CLOSED] [3.14] [SPAM] stays', []],
    ['[INVALID]', 'ACCEPTED', '[ACCEPTED]', []],
  ];
  for (const [title, tag, wanted, unbracketed] of rows) {
    it(`${title} + ${tag}: ${wanted}`, () => {
      assert.deepEqual(tagged(title, tag), { title: wanted, unbracketed });
      assert.equal(tagged(wanted, tag).title, wanted, 'twice is once');
    });
  }

  it('go, all of them or of one kind', () => {
    assert.equal(without('[ACCEPTED] [CLOSED] Spam parser').title, 'Spam parser');
    assert.equal(without('[ACCEPTED] [CLOSED] Spam parser', 'close').title, '[ACCEPTED] Spam parser');
    assert.equal(without('Spam  parser ').title, 'Spam  parser ', 'where none is, nothing changes');
    assert.deepEqual(without('a [CLOSED] b [closed] c'), {
      title: 'a CLOSED b closed c',
      unbracketed: ['[CLOSED]', '[closed]'],
    });
    assert.equal(without('[DUPLICATE]').title, '');
  });

  it('are found among the words', () => {
    assert.equal(innerTag('[ACCEPTED] Parser drops [invalid] marker'), '[invalid]');
    for (const title of ['[ACCEPTED] Spam', 'Spam [CLOSED]', '[CLOSED] [INVALID] Spam', '[CLOSED]', 'Spam'])
      assert.equal(innerTag(title), null, title);
  });

  it('do not make other words of it', () => {
    assert.ok(sameWords('[ACCEPTED] Spam  parser', 'Spam parser'));
    assert.ok(!sameWords('[ACCEPTED] Spam parsers', 'Spam parser'));
    assert.ok(sameTitle(' [CLOSED]  Spam', '[CLOSED] Spam'));
    assert.ok(!sameTitle('[CLOSED] Spam', 'Spam'));
  });
});
