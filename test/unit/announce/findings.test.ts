import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import {
  announcementOf,
  expectedOf,
  mailFindings,
  readAnnouncement,
  type AnnouncementFacts,
  type MailTexts,
} from '../../../src/jobs/announce/index.ts';
import { written } from '../../../src/texts/pieces.ts';
import { toSettle } from '../../../src/jobs/line/finding.ts';
import { cpython, githubOf, openIssue, openPull, spamId } from './place.ts';

describe('what speaks against the text of an announcement', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let facts: AnnouncementFacts;
  let mail: MailTexts;

  before(async () => {
    sandbox = await startSandbox();
    const issue = openIssue(sandbox);
    const { number } = await openPull(sandbox, issue);
    await sandbox.colleagues();
    const links = { issue, pull: number };
    facts = await readAnnouncement(githubOf(sandbox), { repo: cpython, ghsaId: spamId, links, named: null });
    const { to, replyTo, subject, body } = announcementOf(facts, 'security-announce@python.org');
    mail = { to, replyTo, subject: written(subject), body: written(body) };
  });
  after(() => sandbox.stop());

  const found = (change: Partial<MailTexts>, overruled: { id: string; reason: string }[] = []) =>
    mailFindings({ ...mail, ...change }, facts.advisory, expectedOf(facts), overruled);
  const said = (change: Partial<MailTexts>) =>
    found(change).map(({ severity, message }) => `${severity}: ${message}`);
  const added = (line: string) => ({ body: `${mail.body}\n${line}\n` });

  it('is nothing where it is the template, CVE ID and description and all', () => {
    assert.deepEqual(found({}), []);
  });

  it('is what is still secret: the advisory, its fork, tags, tokens, private addresses', () => {
    assert.deepEqual(said(added(`See ${spamId.toLowerCase()}.`)), [
      'error: Names the advisory, which is under embargo.',
    ]);
    assert.deepEqual(said(added('See python/cpython-ghsa-7q4m-xv2c-93rp.')), [
      'error: Names the private fork.',
    ]);
    assert.deepEqual(said({ subject: `${mail.subject} [COMPLETED]` }), [
      'error: Carries the tag [COMPLETED].',
    ]);
    assert.deepEqual(said(added(`x-access-token:gho_${'a1'.repeat(18)}`)), ['error: Looks like a token.']);
    assert.deepEqual(said(added('Found by oregano@home.example.')), [
      'error: Makes a private e-mail address public.',
    ]);
    assert.deepEqual(said(added('Answers go to security-sig@python.org.')), [], 'its own addresses are none');
  });

  it('comes with its place and its repair, and may be kept with a reason', () => {
    const text = added(`Wonderful. See ${spamId} for more. The end.`);
    const [finding] = found(text);
    assert.equal(text.body.slice(...finding!.range!), spamId);
    assert.equal(finding!.fixes[0]!.text, `${mail.body}\nWonderful. The end.\n`);
    assert.equal(toSettle(found(text)).length, 1);
    assert.equal(toSettle(found(text, [{ id: finding!.id, reason: 'It is published.' }])).length, 0);
  });

  it('is a word of the template that an edit lost or changed', () => {
    const edit = (from: string | RegExp, to: string) => ({ body: mail.body.replace(from, to) });
    assert.deepEqual(said(edit('HIGH', 'MODERATE')), ['warning: Says MODERATE, the score says HIGH.']);
    assert.deepEqual(said(edit(/^There is.*/, 'Dear all,')), [
      'warning: Does not say that the severity is HIGH.',
    ]);
    assert.deepEqual(said(edit(/CVE-2026-900417/g, 'CVE-2026-9004171')), [
      'warning: Does not name CVE-2026-900417.',
      'warning: Names CVE-2026-9004171, too.',
    ]);
    assert.deepEqual(said(edit(/\* \S+\/pull\/\d+\n/, '')), [
      'warning: Does not link the pull request of the fix.',
    ]);
    assert.deepEqual(said({ subject: 'Spam' }), ['warning: Does not name CVE-2026-900417.']);
    assert.deepEqual(said(added('* https://https://mail.python.org/x')), [
      'warning: The address has two schemes.',
    ]);
    assert.deepEqual(toSettle(found(edit('HIGH', 'MODERATE'))), [], 'warnings hold nothing up');
  });
});
