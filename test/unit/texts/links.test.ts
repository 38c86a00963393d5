import assert from 'node:assert/strict';
import { noLinks, readLinks, writeLinks, type AdvisoryLinks } from '../../../src/texts/links.ts';
import { assertQuick } from '../quick.ts';

const place = { site: 'https://github.com', repo: 'python/cpython' };

const links: AdvisoryLinks = {
  issue: 210_461,
  pull: 210_462,
  backports: [
    { branch: '3.14', pull: 210_465 },
    { branch: '3.12', notNeeded: 'the option came with 3.13' },
    { branch: '3.11', notNeeded: '' },
  ],
  announcement: 'https://mail.python.org/archives/list/security-announce@python.org/thread/ABC/',
  cveId: 'CVE-2026-61234',
};

const comment = `### Links of this advisory

- Public issue: https://github.com/python/cpython/issues/210461
- Public pull request: https://github.com/python/cpython/pull/210462
- Backport to 3.14: https://github.com/python/cpython/pull/210465
- Backport to 3.12: not needed: the option came with 3.13
- Backport to 3.11: not needed
- Announcement: https://mail.python.org/archives/list/security-announce@python.org/thread/ABC/
- CVE record: https://www.cve.org/CVERecord?id=CVE-2026-61234
`;

const read = (text: string) => readLinks(text, place);

describe('the links of an advisory as a comment', () => {
  it('is a list that people read', () => {
    assert.equal(writeLinks(links, place), comment);
    assert.equal(writeLinks(noLinks, place), '### Links of this advisory\n\n');
  });

  it('is read back as it was written, whatever is in it', () => {
    assert.deepEqual(read(comment), links);
    assert.deepEqual(read(writeLinks(noLinks, place)), noLinks);
    let seed = 1;
    const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const words = [
      '(not) needed',
      'a: b',
      '- c',
      '`d`',
      '#12',
      'https://e.example/f',
      '[g](h)',
      '**',
      'ß',
      '>',
    ];
    const reason = () => Array.from({ length: random(4) }, () => words[random(words.length)] ?? '').join(' ');
    for (let i = 0; i < 2_000; i++) {
      const some: AdvisoryLinks = {
        issue: random(3) === 0 ? null : random(1e9) + 1,
        pull: random(3) === 0 ? null : random(1e9) + 1,
        backports: ['3.15', '3.9', 'release/1.x', 'main', 'v2-stable_3']
          .slice(0, random(6))
          .map(branch =>
            random(2) ? { branch, pull: random(1e9) + 1 } : { branch, notNeeded: reason().trim() },
          ),
        announcement: random(2) ? null : `https://mail.example/${String(random(1e6))}?a=(b)&c=d`,
        cveId: random(2) ? null : `CVE-20${String(10 + random(90))}-${String(1_000 + random(1e8))}`,
      };
      const text = writeLinks(some, place);
      assert.deepEqual(read(text), some, text);
    }
  });

  it('is read where somebody edited it by hand', () => {
    const edited = `Hello, here is where it stands.\r
\r
## Links of this advisory:\r
\r
* **Public issue**: gh-210461 (reopened)\r
* public pull request: [#210462](https://github.com/Python/CPython/pull/210462/files)\r
*   \`Backport to 3.14\`: <https://github.com/python/cpython/pull/210465#issuecomment-1>\r
+ Backport to 3.12: Not needed, the option came with 3.13\r
Backport to 3.11: not needed.\r
- Note: ask about Windows\r
- Announcement: [sent](${links.announcement ?? ''})\r
- CVE record: CVE-2026-61234, published\r
\r
## Else\r
- Public issue: #1\r
- Backport to 3.10: #2\r
`;
    assert.deepEqual(read(edited), links);
  });

  it('is not found in other texts, in quotes and in code', () => {
    assert.equal(read('- Public issue: #1'), null);
    assert.equal(read('Links of this advisory\n- Public issue: #1'), null);
    assert.equal(read(comment.replace(/^/gm, '> ')), null);
    assert.equal(read(`\`\`\`\n${comment}\`\`\``), null);
    assert.equal(read(`~~~~\n${comment}`), null);
    assert.deepEqual(read('# Links of this advisory\n> - Public issue: #1\n    Public issue: #2'), noLinks);
  });

  it('is not read where nobody sees it', () => {
    const list = '### Links of this advisory\n- Public pull request: #77';
    const hidden = [
      `<!--\n${list}\n-->`,
      `Hello <!-- a --> there <!-- \n${list}\n-->`,
      ` \`\`\`text\n${list}\n \`\`\``,
      `   ~~~\n${list}\n   ~~~`,
      `- \`\`\`\n  x\n${list}\n\`\`\``,
      `1. ~~~~\n${list}`,
      `\`\`\`\`\n\`\`\`\n${list}\n\`\`\`\``,
      `\`\`\`\n    \`\`\`\n${list}\n\`\`\``,
      `<details>\n\n${list}\n</details>`,
      `Look: <details><summary>x</summary>\n\n${list}`,
      `<pre>\n\n${list}`,
      `<div>\n${list}`,
      '`<!--`\n```\n-->\n' + list + '\n```',
    ];
    for (const text of hidden) assert.equal(read(text), null, text);
    assert.equal(read(`<!-- ${list.replace('\n', ' -->\n')}`), null);
    const after = (text: string) => read(`${text}\n${list}`)?.pull;
    for (const text of ['<!-- a -->', '```\nx\n```', '~~~ a\n```\n~~~~', '<div>\n</div>\n', 'a < b'])
      assert.equal(after(text), 77, text);
    assert.equal(read('### Links of this advisory\n- Public pull request: <!-- #77 --> #78')?.pull, 78);
  });

  it('takes no address of another repository and no nonsense', () => {
    const lines = [
      'Public issue: https://github.com/python/cpython2/issues/1',
      'Public issue: https://github.example/python/cpython/issues/1',
      'Public issue: 0',
      'Public issue: 12a',
      'Public pull request: https://github.com/python/cpython/wiki/1',
      'Public pull request: javascript:alert(1)',
      'Backport to: 7',
      'Backport to 3.1 and 3.2: 7',
      'Announcement: file:///etc/passwd',
      'CVE record: CVE-26-1',
    ];
    assert.deepEqual(
      read(`### Links of this advisory\n${lines.map(line => `- ${line}`).join('\n')}`),
      noLinks,
    );
  });

  it('names a branch once: the first line counts', () => {
    const twice =
      '### Links of this advisory\n- Backport to 3.14: #1\n- Backport to 3.14: #2\n- Public issue: x\n- Public issue: #3';
    assert.deepEqual(read(twice), { ...noLinks, issue: 3, backports: [{ branch: '3.14', pull: 1 }] });
  });

  it('ends soon, whatever it is given', async () => {
    const long = `### Links of this advisory\n${'`'.repeat(30_000)}\n${'- [a](b'.repeat(4_000)}\n${'a:'.repeat(9_000)}`;
    await assertQuick(1_000, () => assert.deepEqual(read(long), noLinks));
  });
});
