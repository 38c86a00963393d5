import type { ChangedLine } from '../../../src/texts/index.ts';
import type { AnnounceGate, AnnounceState } from '../../../src/ui/announce/protocol.ts';

const gate = (id: string, label: string, detail: string, more: Partial<AnnounceGate> = {}): AnnounceGate => ({
  id,
  label,
  state: 'ok',
  detail,
  warning: null,
  repair: null,
  pulls: null,
  ...more,
});

const gates = [
  gate('severity', 'Severity', 'Medium 6.0, so MEDIUM'),
  gate('title', 'Title', 'no tag, component named'),
  gate('description', 'Description', 'plain text, 65 words'),
  gate('cve', 'CVE ID', 'CVE-2026-900388'),
  gate('fix', 'Fix merged', 'gh-210502 into main, today'),
];

const subject = '[CVE-2026-900388] Egg codec accepts overlong input';
const body = `There is a MEDIUM severity vulnerability affecting CPython.

The incremental decoder of the "egg" codec accepts sequences that are longer than the shortest form. An application that checks a name before decoding it can be led to accept a name that it meant to refuse.

Only egg.IncrementalDecoder is affected; egg.decode() has always refused such input. The fix raises UnicodeDecodeError. Until an update is installed, check names after decoding them.

Please see the linked CVE ID for the latest information on affected versions:

* https://www.cve.org/CVERecord?id=CVE-2026-900388
* https://github.com/python/cpython/pull/210502
`;

/** The egg codec's announcement: everything is there and nothing is sent yet. */
export const ready: AnnounceState = {
  phase: 'ready',
  failure: null,
  sandbox: false,
  advisoryTitle: 'Egg codec accepts overlong input',
  repo: 'python/cpython',
  ghsaId: 'GHSA-5h8c-2wfv-j6gm',
  day: 'Day 77 of 90',
  gates,
  mail: { to: 'security-announce@python.org', replyTo: 'security-sig@python.org', subject, body },
  pieces: { subject: [{ text: subject }], body: [{ text: body }] },
  edited: null,
  editable: true,
  differs: { lines: 0, changes: [] },
  outdated: false,
  findings: [],
  held: null,
  fits: true,
  note: 'The PSF CNA makes the CVE record from this e-mail. Do not publish the advisory on GitHub.',
  sentOn: null,
  today: '2026-11-20',
  archiveUrl: '',
  record: { state: 'open', detail: 'JSON 5.2 for the CNA', press: 'Save…', published: null },
  backports: { state: 'open', detail: '5 branches, labels set', press: 'Show' },
  close: { state: 'later', detail: 'when marked as sent', press: null },
};

/** What is known before GitHub was asked. */
export const loading: AnnounceState = {
  ...ready,
  phase: 'loading',
  sandbox: true,
  gates: gates.map(each => (each.id === 'fix' ? { ...each, state: 'unknown', detail: 'reading…' } : each)),
  pieces: {
    subject: ready.pieces.subject,
    body: [{ text: body.slice(0, body.lastIndexOf('https')) }, { hole: 'pull request, after the merge' }],
  },
  editable: false,
  held: 'GitHub is being asked how things stand.',
};

/** Several gates are open, and two merged pull requests name the advisory's issue. */
export const open: AnnounceState = {
  ...ready,
  sandbox: true,
  gates: [
    gate('severity', 'Severity', 'not scored with CVSS v4.0', { state: 'open', repair: 'Score' }),
    gate('title', 'Title', 'no tag, component named'),
    gate('description', 'Description', 'has Markdown that the mail shows as it is', {
      state: 'open',
      repair: 'Edit',
    }),
    gate('cve', 'CVE ID', 'CVE-2026-900388'),
    gate('fix', 'Fix merged', '2 pull requests are merged', {
      state: 'open',
      warning: 'gh-210502 was reverted by gh-210510.',
      pulls: {
        choices: [
          { number: 210502, label: 'gh-210502, merged today' },
          { number: 210511, label: 'gh-210511, merged today' },
        ],
        ask: true,
      },
    }),
  ],
  pieces: {
    subject: ready.pieces.subject,
    body: [
      { text: 'There is a ' },
      { hole: 'severity' },
      { text: body.slice('There is a MEDIUM'.length, body.lastIndexOf('https')) },
      { hole: 'pull request, after the merge' },
      { text: '\n' },
    ],
  },
  editable: false,
  held: 'Sending waits for severity, description and fix merged.',
};

const words = 'Until an update is installed, check names after decoding them.';

/** An edited text that names a private address. */
export const edited: AnnounceState = {
  ...ready,
  mail: { ...ready.mail, body: body.replace(words, 'Write to parsley@example.org for help.') },
  edited: body.replace(words, 'Write to parsley@example.org for help.'),
  differs: {
    lines: 1,
    changes: body.split('\n').flatMap((line): ChangedLine[] =>
      line.includes(words)
        ? [
            { kind: 'removed', text: line },
            { kind: 'added', text: line.replace(words, 'Write to parsley@example.org for help.') },
          ]
        : [{ kind: 'same', text: line }],
    ),
  },
  outdated: true,
  findings: [
    {
      id: 'email-1',
      severity: 'error',
      message: 'Makes a private e-mail address public.',
      words: 'parsley@example.org',
      fixes: [{ id: 'remove-sentence', title: 'Remove sentence' }],
      overrulable: true,
      kept: null,
    },
    {
      id: 'pull-missing',
      severity: 'warning',
      message: 'Does not link the pull request of the fix.',
      words: '',
      fixes: [],
      overrulable: false,
      kept: null,
    },
    {
      id: 'token-1',
      severity: 'error',
      message: 'Looks like a token.',
      words: 'ghp_parsleyparsleyparsley',
      fixes: [],
      overrulable: false,
      kept: null,
    },
    {
      id: 'advisory-id-1',
      severity: 'error',
      message: 'Names the advisory, which is under embargo.',
      words: 'GHSA-5h8c-2wfv-j6gm',
      fixes: [],
      overrulable: true,
      kept: 'the reporter has named it already',
    },
  ],
  held: 'Settle 2 findings of the text first.',
};

export const long: AnnounceState = { ...ready, fits: false };

export const sent: AnnounceState = {
  ...ready,
  sentOn: '2026-11-20',
  archiveUrl: 'https://mail.python.org/archives/list/security-announce@python.org/thread/EGGCODEC/',
  record: { state: 'done', detail: 'published on cve.org', press: 'Save…', published: true },
  backports: { state: 'open', detail: '5 branches, release-blocker is missing', press: 'Show' },
  close: { state: 'open', detail: 'admins only; you ask the bot', press: 'Close…' },
};

export const closing: AnnounceState = {
  ...sent,
  close: { state: 'waiting', detail: 'asked 13:20, bot at 14:00', press: null },
};

export const failed: AnnounceState = {
  ...loading,
  phase: 'failed',
  failure: 'GitHub cannot be reached. Your text is kept.',
  held: 'Sending waits for fix merged.',
};
