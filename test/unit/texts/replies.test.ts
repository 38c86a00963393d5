import assert from 'node:assert/strict';
import {
  accepted,
  askAboutCredit,
  askAdmin,
  cveRequest,
  duplicate,
  handedOver,
  mailto,
  mailtoFits,
  movedToPublicIssue,
  notAVulnerability,
  submitThroughGitHub,
} from '../../../src/texts/index.ts';

const cpython = { owner: 'python', name: 'cpython' };
const pip = { owner: 'pypa', name: 'pip' };
const ghsaId = 'GHSA-q2r3-v4w5-x6c7';
const advisory = {
  repo: pip,
  ghsaId,
  htmlUrl: `https://github.com/pypa/pip/security/advisories/${ghsaId}`,
  title: '[ACCEPTED] Wheel name is\ntaken as a path',
  description: 'The crimson kettle is an example.',
};

describe('replies', () => {
  it('are the devguide’s, word for word', () => {
    assert.equal(
      submitThroughGitHub(cpython, 'https://devguide.python.org/security/policy/'),
      `Thanks for submitting this report.
We use GitHub Security Advisories for triaging vulnerability reports,
please review our security policy before submitting:

https://devguide.python.org/security/policy/

Then submit your report here:

https://github.com/python/cpython/security/advisories/new`,
    );
    assert.equal(
      notAVulnerability(),
      `Thanks for your report. We've determined that the report doesn't constitute
a vulnerability. Let us know if you disagree with this determination.
If you are interested in working on this further, you can optionally open a
public issue on GitHub.`,
    );
    assert.equal(
      duplicate(),
      `Thanks for your report. We've determined that this submission is a duplicate
of an issue that is already being tracked internally. Please refrain from
public disclosure until the issue has been resolved.`,
    );
  });

  it('send the reporter to the right repository and policy', () => {
    assert.match(
      submitThroughGitHub(pip, 'https://devguide.python.org/security/policy/'),
      /devguide.*policy\/\n(.*\n)*https:\/\/github\.com\/pypa\/pip\/security/,
    );
    const other = submitThroughGitHub({ owner: 'salad', name: 'bowl' }, null);
    assert.match(other, /\nhttps:\/\/github\.com\/salad\/bowl\/security\/policy\n/);
    assert.ok(!other.includes('devguide'));
  });

  it('say what happened, and name who is meant', () => {
    assert.match(accepted(), /is a vulnerability\.\n\nPlease keep/);
    assert.match(
      movedToPublicIssue('https://github.com/python/cpython/issues/210499'),
      /\n.*issues\/210499\n/,
    );
    assert.match(askAboutCredit('parsley-dev'), /^Hello @parsley-dev,\n\n/);
    assert.match(askAboutCredit(null), /^Hello,\n\n/);
    assert.equal(
      handedOver('octo-coordinator and nutmeg-core', 'parsley-core'),
      '@parsley-core coordinates this advisory from now on, in place of octo-coordinator and nutmeg-core.',
    );
  });
});

describe('requests', () => {
  it('ask an admin, with ids and logins and no word of the report', () => {
    const start = `${ghsaId} of pypa/pip`;
    for (const [what, words] of [
      ['accept', `accept ${start} as a draft`],
      ['close', `close ${start}`],
      ['reopen', `reopen ${start} as a draft`],
      ['fork', `start the temporary private fork of ${start}`],
      [{ add: ['oregano-core'] }, `add oregano-core to the collaborators of ${start}`],
      [{ add: ['a', 'b', 'pypa/c'] }, `add a, b and pypa/c to the collaborators of ${start}`],
    ] as const) {
      const text = askAdmin(what, advisory);
      assert.equal(text, `Could you please ${words}? Only admins may.\n${advisory.htmlUrl}`);
      assert.ok(!/wheel|kettle/i.test(text));
    }
    assert.ok(!askAdmin('close', { ...advisory, htmlUrl: 'javascript:x' }).includes('javascript'));
  });

  it('ask for a CVE id by its address, without a word of the report', () => {
    const letter = cveRequest(advisory, 'cna@python.org');
    assert.deepEqual([letter.to, letter.subject], ['cna@python.org', `CVE ID for ${ghsaId}`]);
    assert.ok(letter.body.includes(`\n\n${ghsaId}\n${advisory.htmlUrl}\n`));
    assert.ok(!/ACCEPTED|kettle|wheel name/i.test(JSON.stringify(letter)));
  });

  it('open in the mail program as they are', () => {
    const letter = { to: 'cna@python.org', subject: 'a & b = ä?', body: 'x\ny+z\r\n100 %\n' };
    const url = new URL(mailto(letter));
    assert.equal(url.protocol, 'mailto:');
    assert.equal(url.pathname, letter.to);
    // Not `searchParams`: there a plus would be a space, which mail programs do not read it as.
    const [subject, body] = url.search.slice(1).split('&');
    assert.equal(decodeURIComponent(subject!), `subject=${letter.subject}`);
    assert.equal(decodeURIComponent(body!), 'body=x\r\ny+z\r\n100 %\r\n');
    const evil = mailto({ to: 'cna@python.org?bcc=x@example.org', subject: 's&bcc=x', body: '' });
    assert.deepEqual([...new URL(evil).searchParams.keys()], ['subject', 'body']);
  });

  it('say where answers go, and are well formed with half an emoji', () => {
    const url = mailto({
      to: 'a@lists.example',
      subject: 'Half \ud83d one',
      body: '',
      replyTo: 'b@lists.example&bcc=x',
    });
    assert.equal(
      url,
      'mailto:a@lists.example?reply-to=b@lists.example%26bcc%3Dx&subject=Half%20%EF%BF%BD%20one&body=',
    );
  });

  it('are too long for a link to the mail program from 2,001 characters on, as encoded', () => {
    const link = (body: string) => mailto({ to: 'a@lists.example', subject: 's', body });
    const room = 2_000 - link('').length;
    assert.ok(mailtoFits(link('x'.repeat(room))));
    assert.ok(!mailtoFits(link('x'.repeat(room + 1))));
    assert.ok(!mailtoFits(link('é'.repeat(Math.floor(room / 6) + 1))));
  });
});
