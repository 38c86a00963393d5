import type { Advisory } from '../../../../src/advisory/model.ts';

/** An advisory of nobody, with what a test is about. */
export function sample(parts: Partial<Advisory> = {}): Advisory {
  return {
    repo: { owner: 'python', name: 'cpython' },
    ghsaId: 'GHSA-7q4m-xv2c-93rp',
    htmlUrl: 'https://github.com/python/cpython/security/advisories/GHSA-7q4m-xv2c-93rp',
    title: 'Spam parser reads past the end of its buffer',
    description: 'A report.',
    state: 'draft',
    severity: 'high',
    cvssV4: { vector: 'CVSS:4.0/AV:N', score: 8.3 },
    cvssV3: null,
    cveId: 'CVE-2026-900417',
    author: 'parsley-dev',
    credits: [{ login: 'octo-coordinator', type: 'coordinator' }],
    createdAt: '2026-10-10T12:00:00Z',
    updatedAt: '2026-10-10T12:00:00Z',
    privateFork: null,
    reported: true,
    creditStates: {},
    products: [],
    cweIds: [],
    users: [],
    teams: [],
    publishedAt: null,
    ...parts,
  };
}
