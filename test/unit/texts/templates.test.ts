import assert from 'node:assert/strict';
import {
  accepted,
  askAboutCredit,
  codeSigningReply,
  duplicate,
  notAVulnerability,
  submitThroughGitHub,
  templates,
} from '../../../src/texts/index.ts';
import { profileOf } from '../../../src/project/index.ts';
import {
  acceptanceReply,
  askForMissing,
  rejectionReply,
  reportGaps,
  type Judgements,
} from '../../../src/triage/index.ts';

const repo = { owner: 'python', name: 'cpython' };
const profile = profileOf('python/cpython');

describe('templates of the discussion', () => {
  it('stand in the order of the page, each with its reply', () => {
    const all = templates({
      repo,
      profile,
      reporter: 'parsley-dev',
      gaps: 'Which versions?',
      judgements: null,
    });
    assert.deepEqual(
      all.map(({ label, text }) => [label, text]),
      [
        ['Accept', accepted()],
        ['Not a vulnerability', notAVulnerability()],
        ['Duplicate', duplicate()],
        ['Submit through GHSA', submitThroughGitHub(repo, profile.policyUrl)],
        ['Ask for what is missing', 'Which versions?'],
        ['Ask about credit', askAboutCredit('parsley-dev')],
        ['Code signing: ask for checksums and signatures', codeSigningReply()],
      ],
    );
    assert.equal(new Set(all.map(({ id }) => id)).size, 7);
  });

  it('are filled in with the gaps and what was judged; where nothing lacks, nothing is asked for', () => {
    const judgements: Judgements = { crash: { answer: 'yes', why: 'A ValueError.' } };
    const gaps = reportGaps({ title: 'Spam', description: '' });
    const all = templates({
      ...{ repo, profile, reporter: null, gaps: askForMissing(gaps, null, null) },
      judgements: { acceptance: acceptanceReply(judgements), rejection: rejectionReply(judgements) },
    });
    const text = (id: string) => all.find(template => template.id === id)!.text;
    assert.match(text('notAVulnerability'), /public issue on GitHub\.\n\nWhy:\n\n- .*A ValueError\.\n/);
    assert.equal(text('accept'), accepted());
    assert.match(text('askForMissing'), /Which versions of Python/);
    const none = templates({ repo, profile, reporter: null, gaps: null, judgements: null });
    assert.ok(!none.some(({ id }) => id === 'askForMissing'));
  });

  it('leave Python’s certificates to Python', () => {
    for (const [owner, name] of [
      ['pypa', 'pip'],
      ['example', 'toast'],
    ] as const)
      assert.ok(
        !templates({
          repo: { owner, name },
          profile: profileOf(`${owner}/${name}`),
          reporter: null,
          gaps: null,
          judgements: null,
        }).some(({ id }) => id === 'codeSigning'),
      );
  });

  it('ask for what the devguide says a code-signing report must have', () => {
    assert.match(codeSigningReply(), /\n- their checksum\(s\)\n- their signature\(s\)\n/);
    assert.match(codeSigningReply(), /binaries signed by the certificate/);
  });
});
