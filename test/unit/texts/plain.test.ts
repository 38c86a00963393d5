import assert from 'node:assert/strict';
import { oneLine } from '../../../src/texts/plain.ts';

describe('a text on one line', () => {
  const tags = (text: string) =>
    [...text].map(one => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('');
  const flag = (region: string) => `\u{1f3f4}${tags(region)}\u{e007f}`;

  it('keeps a flag that tag characters make, and no other of them', () => {
    for (const region of ['gbeng', 'gbsct', 'gbwls'])
      assert.equal(oneLine(`by ${flag(region)} Anise`), `by ${flag(region)} Anise`);
    assert.equal(oneLine(`by ${flag('quit')} Anise`), 'by \u{1f3f4} Anise');
    assert.equal(oneLine(`by ${tags('gbeng')}\u{e007f} Anise`), 'by Anise');
    assert.equal(oneLine(`${flag('gbeng')}${tags('quit')}`), flag('gbeng'));
  });
});
