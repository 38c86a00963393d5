import type { ConflictState, PortFinding, PortState } from '../../../src/ui/port/protocol.ts';

/** What a port of the spam parser's fix looks like before the line. */
export const ready: PortState = {
  phase: 'review',
  sandbox: true,
  advisoryTitle: 'Spam parser reads past the end of its buffer',
  privatePull: { number: 1, approvals: 2, patchFile: null },
  onto: { branch: 'main', commit: '4f0c2d1' },
  checks: [
    { id: 'fetched', label: 'Change fetched', detail: '2 commits, 3 files', state: 'ok' },
    { id: 'applies', label: 'Applies to main exactly', detail: 'no offset, no conflict', state: 'ok' },
    { id: 'blurb', label: 'Blurb is valid', detail: 'Security, 68 columns', state: 'ok' },
    { id: 'push', label: 'You may push', detail: 'to octo-coordinator/cpython', state: 'ok' },
    { id: 'labels', label: 'You may set labels', detail: '7 of 7', state: 'ok' },
    { id: 'leaks', label: 'Leak check', detail: 'nothing found', state: 'ok' },
  ],
  targets: { issue: 'python/cpython', commit: 'octo-coordinator/cpython', pull: 'into main' },
  view: {
    fields: {
      'issue.title': 'Spam parser: check the length field before reading',
      'issue.body': 'Parser.feed() does not compare the length field with what is left of the buffer.',
      'commit.branch': 'gh-NNNNNN-spam-length',
      'commit.message': 'gh-NNNNNN: Check the length field in the Spam parser',
      'commit.blurb': 'Check the length field in\n:meth:`!spam.parser.Parser.feed`\nbefore reading.',
      'pull.title': 'gh-NNNNNN: Check the length field in the Spam parser',
      'pull.body': 'The length field is now checked against the bytes left in the buffer.',
    },
    existingIssue: null,
    author: 'noreply',
    signed: false,
    people: [
      'Author: Oregano Core <4107+oregano-core@users.noreply.github.com>',
      'Committer: Octo Coordinator <4101+octo-coordinator@users.noreply.github.com>',
    ],
    labels: { issue: ['type-security'], pull: ['type-security', 'release-blocker'] },
    backports: ['3.15', '3.14'],
    files: [
      { path: 'Lib/spam/kinds.py', oldPath: 'Lib/spam/_kinds.py', change: 'renamed', added: 0, deleted: 0 },
      { path: 'Lib/spam/parser.py', oldPath: null, change: 'modified', added: 21, deleted: 4 },
      { path: 'Lib/test/test_spam.py', oldPath: null, change: 'modified', added: 26, deleted: 5 },
      {
        path: 'Misc/NEWS.d/next/Security/2026-11-21.gh-issue-NNNNNN.k3Wq9Z.rst',
        oldPath: null,
        change: 'added',
        added: 2,
        deleted: 0,
      },
    ],
  },
  authors: [
    { id: 'noreply', label: 'oregano-core, noreply address' },
    { id: 'private', label: 'oregano-core, private address' },
    { id: 'me', label: 'You, with oregano-core as co-author' },
  ],
  signing: null,
  news: { word: 'Blurb', kind: 'Security' },
  labels: {
    issue: [{ name: 'type-security', on: true, fixed: true }],
    pull: [
      { name: 'type-security', on: true, fixed: true },
      { name: 'release-blocker', on: true, fixed: false },
    ],
  },
  backports: [
    { branch: '3.15', on: true, verdict: 'affected', evidence: 'the fix applies' },
    {
      ...{ branch: '3.14', on: true, verdict: 'unsure' },
      evidence: '3 of 4 changed lines are there, the fix conflicts',
    },
    {
      ...{ branch: '3.13', on: false, verdict: 'not-affected' },
      evidence: 'Lib/spam/parser.py is not in 3.13',
    },
  ],
  affected: {
    looking: false,
    status: "Proposed from the fix's files.",
    source: [],
    ranges: ['>= 3.14.0, < 3.16.0'],
    noCve: null,
  },
  notes: {
    issue: 'Opening it mails title and body to new-bugs-announce@python.org at once. That cannot be undone.',
    pull: 'No CI has seen this change. It starts with the pull request.',
  },
  findings: [],
  steps: [
    { id: 'issue', label: 'Open issue', state: 'todo', text: null, link: null },
    { id: 'commit', label: 'Commit', state: 'todo', text: null, link: null },
    { id: 'push', label: 'Push branch', state: 'todo', text: null, link: null },
    { id: 'pull', label: 'Open pull request', state: 'todo', text: null, link: null },
    { id: 'labels', label: 'Set labels', state: 'todo', text: null, link: null },
  ],
  summary: 'Opens 1 issue, pushes 1 commit, opens 1 pull request with 4 labels.',
  ready: true,
  offers: [],
  droppedLabels: [],
};

const leaky = 'It reads too far.\n\nFound while working on GHSA-7q4m-xv2c-93rp.';

const leak: PortFinding = {
  id: 'issue.body:ghsa',
  field: 'issue.body',
  severity: 'error',
  message: 'Names the advisory, which is under embargo.',
  range: [leaky.indexOf('GHSA'), leaky.length - 1],
  fixes: [{ id: 'sentence', title: 'Remove sentence' }],
  overrulable: true,
  kept: null,
};

const exposed: PortFinding = {
  id: 'author:email',
  field: 'author',
  severity: 'error',
  message: 'Makes a private e-mail address public.',
  range: null,
  fixes: [],
  overrulable: true,
  kept: null,
};

/** The same with a leak in the issue's body and a private address. */
export const blocked: PortState = {
  ...ready,
  view: { ...ready.view, author: 'private', fields: { ...ready.view.fields, 'issue.body': leaky } },
  checks: ready.checks.map(check =>
    check.id === 'leaks' ? { ...check, state: 'warning', detail: '2 findings to settle' } : check,
  ),
  findings: [leak, exposed],
  summary: 'Settle 2 findings before this can be made public.',
  ready: false,
};

const url = 'https://github.example/python/cpython/issues/210499';

/** Behind the line: the issue is open, the commit is being made. */
export const running: PortState = {
  ...ready,
  phase: 'running',
  steps: ready.steps.map(step =>
    step.id === 'issue'
      ? { ...step, state: 'done', text: 'Issue gh-210499 opened 14:02', link: url }
      : step.id === 'commit'
        ? { ...step, state: 'busy' }
        : step,
  ),
  summary: 'Going on. Each step looks first, then acts.',
  ready: false,
};

/** The push was refused. */
export const failed: PortState = {
  ...running,
  phase: 'failed',
  steps: running.steps.map(step =>
    step.id === 'commit'
      ? { ...step, state: 'done', text: 'Commit 3f1c0aa made', link: null }
      : step.id === 'push'
        ? { ...step, state: 'failed', text: 'GitHub answered with an error (502).' }
        : step,
  ),
  summary: 'Nothing is lost. Continue port looks what is there and goes on.',
};

/** All is public, and GitHub dropped a label. */
export const done: PortState = {
  ...running,
  phase: 'done',
  steps: running.steps.map(step => ({
    ...step,
    state: 'done',
    text:
      step.id === 'issue'
        ? step.text
        : step.id === 'labels'
          ? 'GitHub dropped 1 label: you may not set it.'
          : `${step.label}, done`,
    link: step.id === 'issue' || step.id === 'pull' ? url : null,
  })),
  summary: 'Done. Issue gh-210499, pull request gh-210501.',
  droppedLabels: ['release-blocker'],
};

/** Before everything else: files that conflict, one of each kind. */
export const conflicting: ConflictState = {
  sandbox: true,
  advisoryTitle: 'Spam parser reads past the end of its buffer',
  words: {
    heading: 'Port to a public pull request',
    from: 'private PR',
    pull: '#1',
    public: 'public main',
    private: 'the private fix',
    zone: 'Private, waits for you',
    goOn: 'Continue Port',
  },
  from: null,
  onto: '4f0c2d1',
  files: [
    {
      path: 'Lib/spam/parser.py',
      kind: 'edit',
      words: 'Both changed the same lines.',
      state: 'open',
      choices: [],
    },
    {
      path: 'Lib/spam/chunks.py',
      kind: 'edit',
      words: 'At line 11 neither change was chosen: the text of before both stands there.',
      state: 'open',
      choices: ['accept'],
    },
    {
      path: 'Lib/spam/sample.bin',
      kind: 'choose',
      words: 'Cannot merge binary files.',
      state: 'open',
      choices: ['public', 'private'],
    },
    {
      path: 'Lib/spam/old.py',
      kind: 'choose',
      words: 'Lib/spam/old.py deleted in public main and modified in the private fix.',
      state: 'open',
      choices: ['private', 'delete'],
    },
    { path: 'Lib/spam/tables.py', kind: 'edit', words: 'Both added it.', state: 'resolved', choices: [] },
    {
      path: 'Lib/spam/gone.py',
      kind: 'choose',
      words: 'Lib/spam/gone.py deleted in the private fix and modified in public main.',
      state: 'deleted',
      choices: ['public', 'delete'],
    },
  ],
  summary: '4 files conflict. Resolve them in the merge editor, then continue.',
  ready: false,
};
