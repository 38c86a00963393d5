import assert from 'node:assert/strict';
import { announcement, type AnnouncementParts, mailText, type Piece } from '../../../src/texts/index.ts';
import { spam } from './sample.ts';

const parts: AnnouncementParts = {
  project: 'CPython',
  to: 'security-announce@python.org',
  replyTo: 'security-sig@python.org',
  title: spam.title,
  description: spam.description,
  cveId: spam.cveId,
  severity: 'High',
  pullUrl: 'https://github.com/python/cpython/pull/210501',
};

const holes = (pieces: readonly Piece[]) => pieces.flatMap(piece => ('hole' in piece ? [piece.hole] : []));

describe('the announcement', () => {
  it('follows the template word for word', () => {
    assert.equal(
      mailText(announcement(parts)),
      `To: security-announce@python.org
Reply-To: security-sig@python.org
Subject: [CVE-2026-900417] Spam parser reads past the end of its buffer

There is a HIGH severity vulnerability affecting CPython.

${spam.description}

Please see the linked CVE ID for the latest information on affected versions:

* https://www.cve.org/CVERecord?id=CVE-2026-900417
* https://github.com/python/cpython/pull/210501
`,
    );
  });

  it('knows the four words of the template and no fifth', () => {
    for (const [severity, word] of [
      ['Low', 'LOW'],
      ['Medium', 'MEDIUM'],
      ['High', 'HIGH'],
      ['Critical', 'CRITICAL'],
    ] as const) {
      assert.match(mailText(announcement({ ...parts, severity })), new RegExp(`There is a ${word} severity`));
    }
    assert.deepEqual(holes(announcement({ ...parts, severity: 'None' }).body), ['severity']);
  });

  it('names what is missing, in place', () => {
    const mail = announcement({
      ...parts,
      title: ' ',
      description: '\n',
      cveId: '',
      severity: null,
      pullUrl: null,
    });
    assert.deepEqual(holes(mail.subject), ['CVE ID', 'title']);
    assert.deepEqual(holes(mail.body), [
      'severity',
      'description',
      'CVE ID',
      'pull request, after the merge',
    ]);
    assert.match(mailText(mail), /^Subject: \[\[CVE ID\]\] \[title\]\n\nThere is a \[severity\] severity /m);
    assert.ok(mailText(mail).endsWith('\n\n* [CVE ID]\n* [pull request, after the merge]\n'));
    assert.deepEqual(holes(announcement({ ...parts, cveId: 'CVE-2026-XXXX' }).subject), ['CVE ID']);
    assert.deepEqual(holes(announcement({ ...parts, pullUrl: 'https://x/1\nBcc: all' }).body), [
      'pull request, after the merge',
    ]);
  });

  it('keeps the description as it was written', () => {
    const code = `${'x'.repeat(200)}\r\n\r\n\`\`\`python\r\n    feed(b"\\0")   \r\n\`\`\`\r- end`;
    const body = mailText(announcement({ ...parts, description: `\n\n${code}\n\n` }));
    assert.ok(
      body.includes(
        `CPython.\n\n${'x'.repeat(200)}\n\n\`\`\`python\n    feed(b"\\0")   \n\`\`\`\n- end\n\nPlease`,
      ),
    );
    assert.ok(!body.includes('\r'));
    assert.ok(
      mailText(announcement({ ...parts, description: '    indented code' })).includes('\n\n    indented'),
    );
  });

  it('lets no title make a header', () => {
    const title = 'Spam\r\nBcc: everybody@example.org\n\nparser\u2028 \u202ereads\u0000 [ACCEPTED] past';
    const mail = announcement({ ...parts, title, project: 'C\nPython', to: 'a@b.example\nBcc: c@d.example' });
    const text = mailText(mail);
    assert.match(text, /^Subject: \[CVE-2026-900417\] Spam Bcc: everybody@example\.org parser reads past$/m);
    assert.equal(mail.to, 'a@b.example Bcc: c@d.example');
    assert.deepEqual(
      text
        .slice(0, text.indexOf('\n\n'))
        .split('\n')
        .map(line => line.slice(0, line.indexOf(':'))),
      ['To', 'Reply-To', 'Subject'],
    );
  });
});
