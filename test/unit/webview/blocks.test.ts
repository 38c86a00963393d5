import assert from 'node:assert/strict';
import { blockHtml, cutBlocks, longest, pieces } from '../../../webview/advisory/preview/blocks.ts';
import { assertQuick } from '../quick.ts';

const raws = (text: string) => cutBlocks(text).blocks.map(({ raw }) => raw.trimEnd());
const html = (text: string) => {
  const { blocks, links } = cutBlocks(text);
  return blocks.map(block => (block.plain ? '' : blockHtml(block, links))).join('');
};

describe('markdown in blocks', () => {
  it('cuts at paragraphs, lists, code and tables', () => {
    assert.deepEqual(raws('One\ntwo.\n\n- a\n- b\n\n```\nx\n\ny\n```\n\n| a |\n| - |\n| b |'), [
      'One\ntwo.',
      '- a\n- b',
      '```\nx\n\ny\n```',
      '| a |\n| - |\n| b |',
    ]);
    assert.deepEqual(raws(''), []);
  });

  it('reads CRLF as line ends', () => {
    assert.deepEqual(raws('a\r\n\r\nb\rc'), ['a', 'b\nc']);
  });

  it('keeps what a pair of tags holds in one block', () => {
    const text = '<details>\n<summary>More</summary>\n\nHidden *words*.\n\n</details>\n\nAfter.';
    assert.equal(raws(text).length, 2);
    assert.match(html(text), /<details>\s*<summary>More<\/summary>\s*<p>Hidden <em>words<\/em>/);
    // A tag that nobody closes takes nothing with it.
    assert.equal(raws('<details>\n\nWords.\n\nMore.').length, 3);
  });

  it('knows addresses that are named elsewhere in the text', () => {
    assert.match(
      html('See [it][1].\n\nMore.\n\n[1]: https://example.org/a'),
      /href="https:\/\/example.org\/a"/,
    );
  });

  it('breaks lines where they are broken, and reads task lists', () => {
    assert.match(html('a\nb'), /a<br>b/);
    assert.match(html('- [x] done'), /checkbox/);
  });

  it('divides a long list, and its numbers go on', () => {
    const text = Array.from({ length: 3000 }, (_, i) => `${i + 1}. word`).join('\n');
    const { blocks } = cutBlocks(text);
    assert.ok(blocks.length > 3);
    assert.ok(blocks.every(({ plain, raw }) => !plain && raw.length < 8000));
    assert.match(blockHtml(blocks[1]!, {}), /<ol start="\d{3}">/);
    assert.equal(html(text).match(/<li>/g)?.length, 3000);
  });

  it('shows as written what is nested too deep, and says so', () => {
    for (const text of [
      '>'.repeat(10_000),
      '> '.repeat(10_000),
      '- '.repeat(10_000) + 'a',
      '1. '.repeat(10_000),
    ]) {
      const { blocks, sentence } = cutBlocks(text);
      assert.equal(sentence, 'Nested too deep to draw. Shown as it is written.');
      assert.ok(blocks.every(({ plain }) => plain));
      assert.equal(blocks.map(({ raw }) => raw).join(''), text);
    }
    assert.equal(cutBlocks('-'.repeat(80)).sentence, null);
    assert.equal(cutBlocks('> '.repeat(8) + 'fine').sentence, null);
  });

  it('shows the beginning as written of what is longer than GitHub could hold', () => {
    const { blocks, sentence } = cutBlocks('a'.repeat(longest + 1));
    assert.equal(sentence, 'Too long to draw. The beginning is shown as it is written.');
    assert.equal(blocks.map(({ raw }) => raw).join('').length, 65_535);
  });

  it('is quick on tangled texts of the full length', async () => {
    const patterns = [
      '*a ',
      '_a ',
      '[',
      '![',
      '`a``',
      '<a ',
      '<!--',
      '~~a ',
      '**a*b ',
      '[a](((',
      '__a__',
      '<div>\n\n',
    ];
    for (const pattern of [
      ...patterns,
      '| a ',
      '\\',
      '&#',
      '[a]: <',
      '***a',
      'http://a',
      '- a\n',
      '> a\n',
      '  - a\n',
    ]) {
      const text = pattern.repeat(65_535 / pattern.length);
      await assertQuick(200, () => cutBlocks(text), `to cut ${pattern}`);
      const { blocks, links } = cutBlocks(text);
      for (const block of blocks.filter(({ plain }) => !plain).slice(0, 20))
        await assertQuick(100, () => blockHtml(block, links), `a block of ${JSON.stringify(pattern)}`);
    }
  });

  it('loses nothing of a text that it cuts in pieces', () => {
    for (const text of ['', 'a', 'a\n'.repeat(9000), 'x'.repeat(9000), `${'y'.repeat(4000)}\n\nz`]) {
      assert.equal(pieces(text).join(''), text);
      assert.ok(pieces(text).every(piece => piece.length <= 4001));
    }
  });
});
