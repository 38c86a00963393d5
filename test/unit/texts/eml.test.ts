import assert from 'node:assert/strict';
import PostalMime from 'postal-mime';
import { announcement, eml, type OutgoingMail } from '../../../src/texts/index.ts';
import { written } from '../../../src/texts/pieces.ts';
import { spam } from './sample.ts';

/** An announcement of made-up bugs, as it would be sent. */
function sent(title: string, description: string): OutgoingMail {
  const mail = announcement({
    project: 'CPython',
    to: 'security-announce@python.org',
    replyTo: 'security-sig@python.org',
    title,
    description,
    cveId: 'CVE-2026-900417',
    severity: 'High',
    pullUrl: 'https://github.com/python/cpython/pull/210501',
  });
  return { to: mail.to, replyTo: mail.replyTo, subject: written(mail.subject), body: written(mail.body) };
}

/** As UTF-8 has it: half a character becomes a mark. */
const whole = (text: string) => Buffer.from(text).toString();

/** A family of seven code points that no fold may cut, 40 times. */
const families = '👨‍👩‍👧‍👦'.repeat(40);

const samples: readonly (readonly [what: string, mail: OutgoingMail, encoding: '7bit' | 'base64'])[] = [
  ['one as usual', sent(spam.title, spam.description), '7bit'],
  [
    'a title and a name that are no ASCII',
    sent('Löffel-Parser: Größe ungeprüft – „Spam“', 'Gefunden von Žofie Přikrylová und 山田 太郎.'),
    'base64',
  ],
  ['a title of emoji, at every border', sent(`x${families}`, `y${families}\n${families}`), 'base64'],
  ['a title of two bytes a letter, shifted by one', sent(`a${'é'.repeat(200)}`, 'Plain.'), '7bit'],
  ['a title of many words', sent('overlong spam input '.repeat(30).trim(), 'Plain.'), '7bit'],
  ['a title of one word that no line can hold', sent('x'.repeat(1010), 'Plain.'), '7bit'],
  ['a title that looks encoded', sent('The =?UTF-8?Q?egg?= is not decoded', 'Plain.'), '7bit'],
  ['lines as long as a line may be', sent('Long', `${'a'.repeat(998)}\n${'b'.repeat(998)}`), '7bit'],
  ['a line that is longer', sent('Longer', 'a'.repeat(999)), 'base64'],
  [
    'dots and dashes at line starts, blanks at line ends, "From " and a boundary',
    sent('Dots', '.\n..\n.hidden\nFrom me to you\n--boundary\n-- \ntrailing   \n\ttab\n\n\nend'),
    '7bit',
  ],
  ['CR and LF in the title', sent('Spam\r\nBcc: everybody@example.org\r\n\r\nparser', 'Plain.'), '7bit'],
  ['CR and LF in the description', sent('Lines', 'one\r\ntwo\rthree\nfour'), '7bit'],
  ['half an emoji', sent('Half \ud83d one', 'Half \ude00 one.'), 'base64'],
];

describe('a mail as a file', () => {
  for (const [what, mail, encoding] of samples) {
    it(`is read as it was written: ${what}`, async () => {
      const file = eml(mail);
      const read = await PostalMime.parse(file);
      assert.equal(read.subject, whole(mail.subject));
      // The lines of a mail end with CR LF (RFC 2045 6.8: encoded ones too), which this reader turns into LF only where
      // they were not encoded.
      const body = whole(mail.body).replace(/\r\n?/g, '\n');
      assert.equal(read.text, encoding === 'base64' ? body.replaceAll('\n', '\r\n') : body);
      assert.deepEqual(
        [read.to, read.replyTo].map(list => list?.map(({ address }) => address)),
        [['security-announce@python.org'], ['security-sig@python.org']],
      );
      assert.match(file, new RegExp(`^Content-Transfer-Encoding: ${encoding}\r$`, 'm'));
    });

    it(`keeps to the rules of mail: ${what}`, () => {
      const file = eml(mail);
      assert.match(file, /^[\t\r\n\x20-\x7e]*$/, 'ASCII');
      assert.ok(!/[^\r]\n|\r[^\n]/.test(file), 'every line ends with CR LF');
      const [headers = '', ...body] = file.split('\r\n\r\n');
      for (const line of headers.split('\r\n')) {
        assert.ok(line.length <= (line.includes('=?UTF-8?B?') ? 76 : 998), line);
        assert.ok(/^(?:[A-Z][A-Za-z-]*: ?| )\S/.test(line), line);
      }
      for (const line of body.join('\r\n\r\n').split('\r\n')) assert.ok(line.length <= 998);
      assert.deepEqual(
        headers
          .split('\r\n')
          .filter(line => !line.startsWith(' '))
          .map(line => line.slice(0, line.indexOf(':'))),
        [
          'X-Unsent',
          'To',
          'Reply-To',
          'Subject',
          'MIME-Version',
          'Content-Type',
          'Content-Transfer-Encoding',
        ],
        'no sender, no date, and nothing that a title smuggled in',
      );
    });
  }

  it('is this, for one as usual', () => {
    assert.equal(
      eml(sent('Egg codec accepts overlong input', 'Two lines,\nof text.')),
      [
        'X-Unsent: 1',
        'To: security-announce@python.org',
        'Reply-To: security-sig@python.org',
        'Subject: [CVE-2026-900417] Egg codec accepts overlong input',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 7bit',
        '',
        'There is a HIGH severity vulnerability affecting CPython.',
        '',
        'Two lines,',
        'of text.',
        '',
        'Please see the linked CVE ID for the latest information on affected versions:',
        '',
        '* https://www.cve.org/CVERecord?id=CVE-2026-900417',
        '* https://github.com/python/cpython/pull/210501',
        '',
      ].join('\r\n'),
    );
  });

  it('has every encoded word whole by itself', () => {
    const words = [...eml(sent(`x${families}é`, 'Plain.')).matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)];
    assert.ok(words.length > 10);
    for (const [, word = ''] of words) {
      assert.ok(!Buffer.from(word, 'base64').toString('utf8').includes('\ufffd'), word);
    }
  });

  it('has no Reply-To where there is none, and several addresses as a list', async () => {
    const to = `${'a'.repeat(40)}@lists.example ,${'b'.repeat(40)}@lists.example`;
    const file = eml({ to, replyTo: '', subject: 'Spam', body: 'Text.\n' });
    assert.ok(!file.includes('Reply-To'));
    assert.ok(file.split('\r\n').every(line => line.length <= 78));
    const { to: read } = await PostalMime.parse(file);
    assert.deepEqual(
      read?.map(({ address }) => address),
      [`${'a'.repeat(40)}@lists.example`, `${'b'.repeat(40)}@lists.example`],
    );
  });
});
