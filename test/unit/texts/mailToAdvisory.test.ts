import assert from 'node:assert/strict';
import { reportFromMail } from '../../../src/texts/index.ts';
import { assertQuick } from '../quick.ts';

const body = 'Salad bowls leak.\n\n    indented = code\n\nParsley';

describe('a pasted mail as a report', () => {
  it('takes subject and text; headers are not in it, nor their addresses', () => {
    const read = reportFromMail(
      [
        'Return-Path: <parsley@private.example>',
        'From: Parsley Dev <parsley@private.example>',
        'To: security@python.org',
        'Cc: someone@private.example,',
        '\tanother@private.example',
        'Subject: Re: FWD: Salad bowl',
        '  has a [INVALID] hole',
        'Date: Fri, 20 Nov 2026 13:00:00 +0000',
        '',
        '',
        body,
        '',
      ].join('\r\n'),
    );
    assert.deepEqual(read, {
      title: 'Salad bowl has a hole',
      description: body,
      reporter: null,
      notice: null,
    });
  });

  it('without headers it has a text and no title', () => {
    for (const text of [
      body,
      `\ufeff\n\n${body}\n`,
      `Summary: it leaks\n\n${body}`,
      'Note: well\nand so on',
      '',
    ])
      assert.deepEqual(reportFromMail(text), {
        title: '',
        description: text.replace(/^\ufeff/, '').trim(),
        reporter: null,
        notice: null,
      });
  });

  it('a block that is no header is text', () => {
    const text = 'Subject: Salad\nit goes on: here\nwithout an empty line\n\nmore';
    assert.equal(reportFromMail(text).description, text);
    assert.deepEqual(
      [reportFromMail('Subject: Salad').title, reportFromMail('Subject: Salad').description],
      ['Salad', ''],
    );
    assert.equal(reportFromMail('From: Parsley\n\ntext').title, '');
  });

  it('the first of two subjects counts, and what nobody sees does not', () => {
    assert.equal(reportFromMail('Subject: One\u202e\u0007 two\nSubject: Three\n\ntext').title, 'One two');
  });

  for (const [name, mark] of [
    ['Gmail', '---------- Forwarded message ---------'],
    ['Outlook', '-----Original Message-----'],
    ['Apple Mail', 'Begin forwarded message:\n'],
    ['a mailbox file', 'From parsley@private.example Fri Nov 20 13:00:00 2026'],
  ]) {
    it(`what was sent on by ${name} is read as the mail that it was`, () => {
      const inner = `${mark}\nFrom: Parsley <parsley@private.example>\nSubject: Salad bowl leaks\n\n${body}`;
      const outer = `From: sage@private.example\nSubject: Fwd: please look\n\n${inner}`;
      for (const text of [inner, outer]) {
        const read = reportFromMail(text);
        assert.deepEqual([read.title, read.description], ['Salad bowl leaks', body]);
        assert.ok(!JSON.stringify(read).includes('private.example'));
      }
    });
  }

  it('what was only quoted below a report stays in it', () => {
    const text = `${body}\n\n-----Original Message-----\nFrom: x@y.example\nSubject: older\n\nolder text`;
    assert.equal(reportFromMail(`Subject: Newer\n\n${text}`).title, 'Newer');
    assert.equal(reportFromMail(`Subject: Newer\n\n${text}`).description, text);
    assert.equal(reportFromMail(text).description, text);
  });

  it('the reporter is who the mail calls a GitHub login, and nobody is guessed', () => {
    const login = (text: string, from = 'p@private.example') =>
      reportFromMail(`From: ${from}\nSubject: Salad\n\nIt leaks.\n${text}\n-- \nParsley`).reporter;
    for (const text of [
      'GitHub: parsley-dev',
      'My GitHub username: @parsley-dev.',
      'GitHub account = parsley-dev',
      'github profile: https://github.com/parsley-dev',
      'GitHub handle:   parsley-dev  \nGitHub: PARSLEY-dev'.replace('PARSLEY', 'parsley'),
    ])
      assert.equal(login(text), 'parsley-dev', text);
    assert.equal(login('', 'Parsley <4103+parsley-dev@users.noreply.github.com>'), 'parsley-dev');
    for (const text of [
      'See https://github.com/python/cpython',
      'GitHub: https://github.com/python/cpython',
      'GitHub is slow',
      'I use GitHub: it is where I found this bug',
      'GitHub: one\nGitHub: two',
      'by parsley-dev',
      'GitHub: -parsley',
    ])
      assert.equal(login(text), null, text);
  });

  it('the source of a mail is noticed, and not decoded', () => {
    const notice = (headers: string, text: string) =>
      reportFromMail(`Subject: Salad\n${headers}\n\n${text}`.replace('\n\n\n', '\n\n'));
    for (const read of [
      notice('Content-Transfer-Encoding: quoted-printable', 'It leaks.'),
      notice('Content-Transfer-Encoding: BASE64', 'SXQgbGVha3M='),
      notice('Content-Type: multipart/mixed; boundary=x', '--x'),
      reportFromMail('Subject: =?utf-8?B?U2FsYXQ=?=\n\nIt leaks.'),
      reportFromMail('Subject: Salad\n\nThe length =3D 5 is trusted by a line that goes=\n on.'),
    ])
      assert.match(read.notice ?? '', /source of the mail/);
    assert.equal(reportFromMail('Subject: S\n\nx=3D is a variable').notice, null);
    assert.equal(reportFromMail('Subject: S\n\nx =\n 5').notice, null);
    const raw = notice('Content-Transfer-Encoding: quoted-printable', 'a=3Db');
    assert.equal(raw.description, 'a=3Db');
  });

  it('is quick with what is long', async () => {
    const long = 100_000;
    for (const text of [
      `Subject: ${' '.repeat(long)}x\n\n${'github '.repeat(long / 7)}`,
      `Subject: a\n\ngithub${' '.repeat(long)}x`,
      `Subject: a\n\nGitHub: ${'a-'.repeat(long / 2)}`,
      `${'-'.repeat(long)}\n`.repeat(2),
      `Subject: a\n\n${'=\n'.repeat(long / 2)}`,
      `Subject: ${'re: '.repeat(long / 4)}`,
      `Subject: a\nFrom: ${'1'.repeat(long)}\n\nx`,
    ])
      await assertQuick(1_000, () => reportFromMail(text), text.slice(0, 40));
  });
});
