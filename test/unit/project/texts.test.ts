import assert from 'node:assert/strict';
import { profileOf, proposeTexts, replyToOf } from '../../../src/project/index.ts';

describe('the proposed texts', () => {
  const profile = profileOf('python/cpython');

  it('come from the private title, with a hole for the number', () => {
    const texts = proposeTexts({
      profile,
      pullTitle: 'gh-0: check the length field in the Spam parser.',
      advisoryTitle: 'Spam parser reads past the end of its buffer',
      blurbBody: null,
    });
    assert.equal(texts['issue.title'], 'Check the length field in the Spam parser');
    assert.equal(texts['issue.body'], 'Check the length field in the Spam parser.');
    assert.equal(texts['pull.title'], 'gh-{issue}: Check the length field in the Spam parser');
    assert.equal(texts['commit.branch'], 'gh-{issue}-check-length-field-spam');
  });

  it('take the words of a blurb that came with the fix', () => {
    const texts = proposeTexts({
      profile,
      pullTitle: null,
      advisoryTitle: 'Spam',
      blurbBody: 'Check :meth:`!spam.Parser.feed` first.\n',
    });
    assert.equal(texts['commit.blurb'], 'Check :meth:`!spam.Parser.feed` first.');
    assert.equal(texts['issue.body'], 'Check `spam.Parser.feed` first.');
  });

  it('name a CVE ID whole that the blurb names by its role', () => {
    const texts = proposeTexts({
      profile,
      pullTitle: 'Check the length',
      advisoryTitle: 'Spam',
      blurbBody: 'Fix :cve:`2026-90077`: check the length.\n',
    });
    assert.equal(texts['issue.body'], 'Fix CVE-2026-90077: check the length.');
    assert.equal(texts['commit.blurb'], 'Fix :cve:`2026-90077`: check the length.');
  });

  it('always give a branch name', () => {
    const texts = proposeTexts({ profile, pullTitle: '日本', advisoryTitle: '', blurbBody: null });
    assert.equal(texts['commit.branch'], 'gh-{issue}-fix');
  });

  it('sends the answers to an announcement of practice to no real list', () => {
    const { mail } = profileOf('python/cpython');
    assert.equal(replyToOf(mail, 'security-announce@python.org'), 'security-sig@python.org');
    assert.equal(replyToOf(mail, 'me@example.org'), 'security-sig@python.org');
    assert.equal(replyToOf(mail, 'practice@localhost'), 'practice@localhost');
    assert.equal(replyToOf(null, 'me@example.org'), '');
  });
});
