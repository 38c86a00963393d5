import type { BackportState, ConflictState } from '../../../src/ui/port/protocol.ts';

/** What a backport of the bread fix looks like before the line. */
export const toBranch: BackportState = {
  phase: 'review',
  sandbox: true,
  advisoryTitle: 'Bread socket option ignored',
  branch: '3.12',
  into: 'public',
  source: 'gh-210461',
  from: null,
  onto: { branch: '3.12', commit: '9f0c2d1' },
  checks: [
    { id: 'fetched', label: 'Picked from gh-210461', detail: '0a1b2c3, 2 files', state: 'ok' },
    { id: 'applies', label: 'Applies to 3.12', detail: 'conflicts resolved by you', state: 'ok' },
    { id: 'push', label: 'You may push', detail: 'to octo-coordinator/cpython', state: 'ok' },
    { id: 'labels', label: 'You may set labels', detail: '2 of 2', state: 'ok' },
    { id: 'leaks', label: 'Leak check', detail: 'nothing found', state: 'ok' },
  ],
  targets: { commit: 'octo-coordinator/cpython', pull: 'into 3.12' },
  view: {
    fields: {
      'commit.branch': 'backport-0a1b2c3-3.12',
      'commit.message':
        '[3.12] gh-210457: Honour the bread socket option (GH-210461)\n\n(cherry picked from commit 0a1b2c3d)',
      'pull.title': '[3.12] gh-210457: Honour the bread socket option (GH-210461)',
      'pull.body': '(cherry picked from commit 0a1b2c3d)\n\nCo-authored-by: Oregano Core',
    },
    author: 'author',
    people: [
      'Author: Oregano Core <4107+oregano-core@users.noreply.github.com>',
      'Committer: Octo Coordinator <4101+octo-coordinator@users.noreply.github.com>',
    ],
    signed: false,
    labels: { pull: ['type-security', 'release-blocker'] },
    files: [
      { path: 'Lib/bread.py', oldPath: null, change: 'modified', added: 3, deleted: 1 },
      { path: 'Lib/test/test_bread.py', oldPath: null, change: 'modified', added: 12, deleted: 0 },
    ],
  },
  authors: [],
  signing: null,
  labels: {
    pull: [
      { name: 'type-security', on: true, fixed: false },
      { name: 'release-blocker', on: true, fixed: false },
    ],
  },
  notes: { pull: null },
  findings: [],
  steps: [
    { id: 'commit', label: 'Commit', state: 'todo', text: null, link: null },
    { id: 'push', label: 'Push branch', state: 'todo', text: null, link: null },
    { id: 'pull', label: 'Open pull request', state: 'todo', text: null, link: null },
    { id: 'labels', label: 'Set labels', state: 'todo', text: null, link: null },
  ],
  summary: 'Pushes 1 commit, opens 1 pull request with 2 labels.',
  ready: true,
  offers: [],
  droppedLabels: [],
};

/** Its title lacks the number of the pull request. */
export const wrongTitle: BackportState = {
  ...toBranch,
  view: {
    ...toBranch.view,
    fields: { ...toBranch.view.fields, 'pull.title': '[3.12] gh-210457: Honour the bread socket option' },
  },
  findings: [
    {
      id: 'pull.title:number',
      field: 'pull.title',
      severity: 'error',
      message: 'The title lacks (GH-210461), by which the bots link it.',
      range: null,
      fixes: [],
      overrulable: false,
      kept: null,
    },
  ],
  summary: 'Settle 1 finding before this can be made public.',
  ready: false,
};

const url = 'https://github.example/python/cpython/pull/210512';

/** All is public. */
export const backported: BackportState = {
  ...toBranch,
  phase: 'done',
  steps: toBranch.steps.map(step => ({
    ...step,
    state: 'done',
    text: step.id === 'pull' ? 'Pull request gh-210512 opened 14:02' : `${step.label}, done`,
    link: step.id === 'pull' ? url : null,
  })),
  summary: 'Done. Pull request gh-210512.',
  ready: false,
};

/** The same before the fix is public. */
export const intoFork: BackportState = {
  ...toBranch,
  into: 'private',
  source: 'private PR #1',
  checks: [{ id: 'applies', label: 'Applies to 3.12 exactly', detail: '2 files', state: 'ok' }],
  targets: { commit: 'python/cpython-ghsa-2345-6789-cfgh', pull: 'into 3.12 of the private fork' },
  view: {
    ...toBranch.view,
    fields: {
      'commit.branch': 'advisory-fix-1-3.12',
      'commit.message': '[3.12] Honour the bread socket option',
      'pull.title': '[3.12] Honour the bread socket option',
      'pull.body': 'The fix of #1 for 3.12.',
    },
    labels: { pull: [] },
  },
  labels: { pull: [] },
  steps: [
    { id: 'base', label: 'Bring the branch to the private fork', state: 'todo', text: null, link: null },
    { id: 'push', label: 'Push to the private fork', state: 'todo', text: null, link: null },
    { id: 'pull', label: 'Open private pull request', state: 'todo', text: null, link: null },
  ],
  summary: 'Into the private fork. Nothing becomes public.',
};

/** The fix conflicts with 3.12. */
export const conflictOn312: ConflictState = {
  sandbox: true,
  advisoryTitle: 'Bread socket option ignored',
  words: {
    heading: 'Backport to 3.12',
    from: 'pull request',
    pull: 'gh-210461',
    public: '3.12',
    private: 'the fix on main',
    zone: 'Waits for you',
    goOn: 'Continue',
  },
  from: null,
  onto: '9f0c2d1',
  files: [
    {
      path: 'Lib/bread.py',
      kind: 'edit',
      words: 'Both changed the same lines.',
      state: 'open',
      choices: [],
    },
    {
      path: 'Lib/crumb.bin',
      kind: 'choose',
      words: 'Cannot merge binary files.',
      state: 'open',
      choices: ['public', 'private'],
    },
  ],
  summary: '2 files conflict. Resolve them in the merge editor, then continue.',
  ready: false,
};

/** A private backport was prepared, and may be taken in place of the commit on main. */
export const withChoice: BackportState = {
  ...toBranch,
  from: {
    chosen: 'main',
    choices: [
      { id: 'main', label: 'main gh-210461' },
      { id: 'private-2', label: 'private PR #2 by nutmeg-core, 2 approvals' },
    ],
  },
};

/** Somebody else's was merged meanwhile. */
export const overtaken: BackportState = {
  ...toBranch,
  phase: 'failed',
  steps: toBranch.steps.map((step, i) => ({
    ...step,
    state: i === 0 ? 'failed' : 'todo',
    text:
      i === 0 ? 'gh-210470 was merged into 3.12 meanwhile. Nothing was pushed; discard this backport.' : null,
  })),
  summary: 'Nothing is lost. Continue looks what is there and goes on.',
  ready: false,
  offers: [{ id: 'discard', label: 'Discard' }],
};
