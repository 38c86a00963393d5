import type { AdvisoryFields } from '../../../src/advisory/fields.ts';
import { profileFacts, profileOf } from '../../../src/project/index.ts';
import type { AdvisoryFacts, EditorState } from '../../../src/ui/editor/protocol.ts';

const day = 24 * 60 * 60 * 1000;

const facts: AdvisoryFacts = {
  repo: { owner: 'python', name: 'cpython' },
  ghsaId: 'GHSA-7q4m-xv2c-93rp',
  state: 'draft',
  tags: [],
  createdAt: new Date(Date.now() - 41 * day).toISOString(),
  updatedAt: new Date().toISOString(),
  publishedAt: null,
  author: 'parsley-dev',
  reported: true,
  creditStates: { 'octo-coordinator': 'accepted', 'oregano-core': 'pending' },
  cvssV4: null,
  cvssV3: { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:L', score: 6.5 },
  admin: false,
};

const stored: AdvisoryFields = {
  title: 'Spam parser reads past the end of its buffer',
  description: [
    '`spam.parser.Parser.feed()` reads up to 64 KiB past the end of its input buffer when streaming mode is on and' +
      ' a chunk ends inside a length field. Bytes next to the buffer can end up in the parsed result.',
    'Callers that do not use streaming mode are not affected. The fix checks the length field before reading and' +
      ' raises `ValueError`.',
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
  vector: '',
  users: ['oregano-core'],
  teams: ['psrt'],
};

/** Nothing is chosen yet; GitHub has a v3.1 vector. */
export const unscored: EditorState = {
  sandbox: false,
  phase: 'ready',
  problem: null,
  ghsaId: facts.ghsaId,
  repo: 'python/cpython',
  profile: profileFacts(profileOf('python/cpython')),
  login: 'octo-coordinator',
  facts,
  stored,
  generation: 1,
  draft: { fields: {}, metrics: null, notes: {} },
  save: {
    kind: 'idle',
    savedAt: null,
    problem: null,
    offers: [],
    question: null,
    fieldProblems: {},
    questions: [],
    notices: [],
  },
  discussion: {
    kind: 'unread',
    problem: null,
    comments: [],
    mailed: [],
    mailedUnknown: [],
    reporter: null,
    similar: { kind: 'unread', problem: null, rows: [] },
    wider: null,
  },
  original: 'stored',
  draftsKept: true,
  settings: {
    showAlternatives: true,
    hideTitles: false,
    send: 'ask',
    previewBeside: true,
    mailTo: 'security-announce@python.org',
  },
  open: null,
};

export const vector = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N';

/** The Spam parser as the pictures of the design draw it: scored here, not saved, with two notes. */
export const scored: EditorState = {
  ...unscored,
  draft: {
    fields: {},
    metrics: Object.fromEntries(
      vector
        .split('/')
        .slice(1)
        .map(part => part.split(':')),
    ) as EditorState['draft']['metrics'],
    notes: {
      AT: 'Only callers that switch on streaming mode reach the code.',
      VC: 'Up to 64 KiB of the heap.',
    },
  },
};

/** The same on GitHub, with nothing in the making. */
export const saved: EditorState = {
  ...unscored,
  facts: { ...facts, cvssV4: { vector, score: 8.3 } },
  stored: { ...stored, vector },
};

/** `state` with another part of its save. */
export function saving(state: EditorState, save: Partial<EditorState['save']>): EditorState {
  return { ...state, save: { ...state.save, ...save } };
}
