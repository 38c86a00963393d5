import type { Secrets } from '../../../src/embargo/index.ts';

export const report =
  'The spam parser trusts the length field of a chunk. A marmalade elephant sends a chunk whose length is larger than what follows, and the next chunk is read.';

export const secrets: Secrets = {
  stage: 'embargo',
  ghsaId: 'GHSA-7q4m-xv2c-93rp',
  forkFullName: 'python/cpython-ghsa-7q4m-xv2c-93rp',
  cveId: 'CVE-2026-90041',
  cvePublished: false,
  description: report,
  allowedEmails: ['7+octo-coordinator@users.noreply.github.com'],
};
