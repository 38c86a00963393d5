import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isNewsPath, newsPath, nonce, problems, wrapBody } from '../../../src/project/cpython/blurb.ts';
import { plainWords } from '../../../src/project/rst/plainWords.ts';
import { defaultRole } from '../../../src/project/rst/roles.ts';
import { md5 } from '../../../src/project/cpython/md5.ts';
import { assertQuick } from '../quick.ts';

/** Bodies full of traps, and what blurb's own code made of them when it read and saved each. */
const vectors = JSON.parse(readFileSync(new URL('./wrap.json', import.meta.url), 'utf8')) as {
  readonly body: string;
  readonly wrapped: string;
  readonly nonce: string;
}[];

describe('blurb', () => {
  it('wraps and names 400 bodies as blurb does', () => {
    assert.equal(vectors.length, 400);
    for (const { body, wrapped, nonce: name } of vectors) {
      assert.equal(wrapBody(body), wrapped);
      assert.equal(nonce(body), name);
    }
  });

  it('gives the nonce of real entries', () => {
    assert.equal(
      nonce(
        'Reject CR/LF characters in tunnel request headers for the\nHTTPConnection.set_tunnel() method.\n',
      ),
      'PQVbs7',
    );
    assert.equal(nonce('Reject leading dashes in URLs passed to :func:`webbrowser.open`.\n'), 'WtD1M0');
  });

  it('never splits a long word, keeps lists, wraps what follows them', () => {
    const url = `https://example.org/${'a'.repeat(95)}`;
    assert.equal(
      wrapBody(`Fix a very long word ${url} after it.`),
      `Fix a very long word\n${url}\nafter it.\n`,
    );
    const list =
      'Fix x.\n\n* one\n* two\n\nTail paragraph which is long enough to be wrapped at seventy-six columns by the tool, yes.';
    assert.equal(
      wrapBody(list),
      'Fix x.\n\n* one\n* two\n\nTail paragraph which is long enough to be wrapped at seventy-six columns by\nthe tool, yes.\n',
    );
  });

  it('drops blank lines before the text, keeps the white space that Python keeps', () => {
    assert.equal(wrapBody('\n \n* one\n* two'), '* one\n* two\n');
    assert.equal(wrapBody('Fix x.\x85\n\x1c'), 'Fix x.\n');
    assert.equal(wrapBody('Fix x.\ufeff'), 'Fix x.\ufeff\n');
  });

  it('makes the path in local time, with the folder names of the sections', () => {
    const date = new Date(2026, 10, 9, 8, 7, 6);
    const path = newsPath({ date, issue: 210499, section: 'Security', body: 'Fix x.' });
    assert.match(
      path,
      /^Misc\/NEWS\.d\/next\/Security\/2026-11-09-08-07-06\.gh-issue-210499\.[\w-]{6}\.rst$/,
    );
    assert.ok(isNewsPath(path));
    assert.match(newsPath({ date, issue: 210499, section: 'C API', body: 'x' }), /next\/C_API\//);
    assert.match(newsPath({ date, issue: 210499, section: 'Tools/Demos', body: 'x' }), /next\/Tools-Demos\//);
    assert.ok(!isNewsPath('Misc/NEWS.d/next/Security/x.rst'));
    assert.ok(!isNewsPath('Misc/NEWS.d/3.10.1.rst'));
  });

  it('refuses what blurb refuses, in its words', () => {
    assert.deepEqual(problems('', 210499), ["Blurb 'body' text must not be empty!"]);
    assert.deepEqual(problems('- Fix x.', 210499), ["Blurb 'body' can't start with '- '!"]);
    assert.deepEqual(problems('GH-12: Fix', 210499), ["Blurb 'body' can't start with 'gh-'!"]);
    assert.deepEqual(problems('Fix x.', 32425), ["Invalid gh-issue number: '32425' (must be >= 32426)"]);
    assert.deepEqual(problems('Fix x.', 32426), []);
    assert.deepEqual(problems('-x is read.', 210499), []);
  });

  it('refuses the traps that blurb falls into silently', () => {
    assert.match(problems('# Fix x.', null).join(), /drop it as a comment/);
    assert.match(problems('.. note:: Fix x.', null).join(), /swallow it/);
    assert.match(problems('* Fix x.\n\n..\n\n* Fix y.', null).join(), /end the entry/);
  });

  it('finds the default role, and nothing else', () => {
    assert.deepEqual(defaultRole('Fix `x` now.'), [4, 7]);
    for (const fine of ['Fix ``x``.', 'Fix :func:`x`.', 'Fix `CVE <https://example.org>`_.', 'It`s fine']) {
      assert.equal(defaultRole(fine), null, fine);
    }
  });

  it('turns roles into plain words', () => {
    assert.equal(
      plainWords('Check :meth:`!spam.Parser.feed`\nand ``x``, see `here <https://example.org>`_.'),
      'Check `spam.Parser.feed` and `x`, see [here](https://example.org).',
    );
  });

  it('writes the role of a CVE as its whole name', () => {
    for (const target of [':cve:`2026-90077`', ':CVE:`!2026-90077`', ':cve:`CVE-2026-90077`'])
      assert.equal(plainWords(`Fix ${target}: check.`), 'Fix CVE-2026-90077: check.', target);
    assert.equal(plainWords('Fix :cve:`the bug <2026-90077>`.'), 'Fix `the bug`.');
  });

  it('is quick on hostile bodies', async () => {
    for (const body of [
      '`'.repeat(65_000),
      ':a'.repeat(30_000),
      `:${'a'.repeat(60_000)}`,
      ' '.repeat(65_000),
    ])
      await assertQuick(500, () => {
        wrapBody(body);
        plainWords(body);
        defaultRole(body);
      });
  });
});

describe('MD5', () => {
  it('gives the digests of RFC 1321', () => {
    const hex = (text: string) => Buffer.from(md5(new TextEncoder().encode(text))).toString('hex');
    assert.equal(hex(''), 'd41d8cd98f00b204e9800998ecf8427e');
    assert.equal(hex('abc'), '900150983cd24fb0d6963f7d28e17f72');
    assert.equal(hex('message digest'), 'f96b697d7cb7938d525a2f31aaf161d0');
    assert.equal(hex('1234567890'.repeat(8)), '57edf4a22be3c955ac49da2e2107b67a');
  });
});
