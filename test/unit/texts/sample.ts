import type { AdvisoryFields } from '../../../src/advisory/fields.ts';

/** The advisory of the pictures, as it stands in the form. */
export const spam: AdvisoryFields = {
  title: 'Spam parser reads past the end of its buffer',
  description: [
    '`spam.parser.Parser.feed()` reads up to 64 KiB past the end of its input buffer when streaming mode is on and a chunk ends inside a length field. Bytes next to the buffer can end up in the parsed result.',
    'Callers that do not use streaming mode are not affected. The fix checks the length field before reading and raises `ValueError`.',
    'Parsing whole messages with `spam.parse()` avoids the problem.',
  ].join('\n\n'),
  cveId: 'CVE-2026-900417',
  cweIds: ['CWE-125'],
  products: [
    { ecosystem: 'other', name: 'CPython', range: '< 3.16.0', patched: '', functions: ['Parser.feed'] },
  ],
  credits: [
    { login: 'octo-coordinator', type: 'coordinator' },
    { login: 'oregano-core', type: 'remediation_developer' },
  ],
  vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N',
  users: ['oregano-core'],
  teams: ['psrt'],
};
