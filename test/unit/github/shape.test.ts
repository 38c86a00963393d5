import assert from 'node:assert/strict';
import { advisory } from '../../../src/github/advisories.ts';
import { GitHubError } from '../../../src/github/errors.ts';

const repo = { owner: 'python', name: 'cpython' };

describe('an advisory as GitHub sends it', () => {
  const whole = {
    ghsa_id: 'GHSA-7q4m-xv2c-93rp',
    html_url: 'https://github.com/python/cpython/security/advisories/GHSA-7q4m-xv2c-93rp',
    summary: '[ACCEPTED] Spam parser reads past the end of its buffer',
    description: 'A report.',
    state: 'draft',
    severity: 'high',
    cve_id: 'CVE-2026-900417',
    author: { login: 'parsley-dev' },
    credits: [
      { login: 'parsley-dev', type: 'reporter' },
      { login: 'octo-coordinator', type: 'coordinator' },
    ],
    cvss_severities: {
      cvss_v3: { vector_string: null, score: null },
      cvss_v4: { vector_string: 'CVSS:4.0/AV:N', score: 8.3 },
    },
    private_fork: { full_name: 'python/cpython-ghsa-7q4m-xv2c-93rp' },
    created_at: '2026-10-10T12:00:00Z',
    updated_at: '2026-11-01T12:00:00Z',
  };

  it('comes out in our words', () => {
    assert.deepEqual(advisory(repo, whole), {
      repo,
      ghsaId: whole.ghsa_id,
      htmlUrl: whole.html_url,
      title: whole.summary,
      description: 'A report.',
      state: 'draft',
      severity: 'high',
      cvssV4: { vector: 'CVSS:4.0/AV:N', score: 8.3 },
      cvssV3: null,
      cveId: 'CVE-2026-900417',
      author: 'parsley-dev',
      reported: false,
      credits: whole.credits,
      creditStates: {},
      products: [],
      cweIds: [],
      users: [],
      teams: [],
      createdAt: whole.created_at,
      updatedAt: whole.updated_at,
      publishedAt: null,
      privateFork: 'python/cpython-ghsa-7q4m-xv2c-93rp',
    });
  });

  it('lacks what GitHub left out, and nothing fails for it', () => {
    const bare = advisory(repo, { ghsa_id: 'GHSA-7q4m-xv2c-93rp', state: 'triage' });
    assert.deepEqual(
      [bare.severity, bare.cvssV4, bare.cveId, bare.author, bare.privateFork, bare.credits, bare.title],
      [null, null, null, null, null, [], ''],
    );
  });

  it('survives nulls wherever the description allows them', () => {
    const nulls = Object.fromEntries(
      Object.keys(whole)
        .filter(name => name !== 'ghsa_id' && name !== 'state')
        .map(name => [name, null]),
    );
    assert.equal(advisory(repo, { ...whole, ...nulls }).description, '');
    assert.deepEqual(
      advisory(repo, { ...whole, credits: [null, { login: null, type: 'tool' }] }).credits,
      [],
    );
  });

  it('keeps credits that GitHub tells of only one by one', () => {
    const detailed = [
      { user: { login: 'parsley-dev' }, type: 'reporter', state: 'pending' },
      { user: null, type: 'finder', state: 'pending' },
    ];
    const credits = (parts: object) => advisory(repo, { ...whole, ...parts }).credits;
    assert.deepEqual(credits({ credits: null, credits_detailed: detailed }), [
      { login: 'parsley-dev', type: 'reporter' },
    ]);
    assert.deepEqual(credits({ credits: [], credits_detailed: detailed }), []);
  });

  it('without its id is half an answer', () => {
    for (const data of [{ state: 'draft' }, null, 'text', [whole]]) {
      assert.throws(
        () => advisory(repo, data),
        (error: unknown) => error instanceof GitHubError && error.kind === 'malformed',
      );
    }
  });
});
