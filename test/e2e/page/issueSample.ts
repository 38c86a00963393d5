import type { IssueState, PortFinding } from '../../../src/ui/port/protocol.ts';

const body =
  'After a redirect to another host the client still sends the cookies of the first one.\n\n' +
  'Expected: the jar is asked again for the new host.\n\n```python\nham.get("http://a.example/elsewhere")\n```';

/** The public issue of the ham cookie jar's plain bug, before the line. */
export const ready: IssueState = {
  phase: 'review',
  sandbox: true,
  purpose: 'bug',
  advisoryTitle: 'Ham cookie jar leaks on redirect',
  shortId: '4vfw',
  checks: [
    { id: 'embargo', label: 'Not accepted as a vulnerability', detail: 'in triage', state: 'ok' },
    { id: 'labels', label: 'You may set labels', detail: '1 of 1', state: 'ok' },
    { id: 'leaks', label: 'Leak check', detail: '2 texts, none left', state: 'ok' },
  ],
  targets: { issue: 'python/cpython' },
  view: {
    fields: { 'issue.title': 'Ham client asks the cookie jar once per redirect chain', 'issue.body': body },
    existingIssue: null,
    login: 'octo-coordinator',
    labels: { issue: ['type-bug'] },
  },
  labels: { issue: [{ name: 'type-bug', on: true, fixed: false }] },
  notes: {
    issue: 'Opening it mails title and body to new-bugs-announce@python.org at once. That cannot be undone.',
  },
  findings: [],
  steps: [
    { id: 'issue', label: 'Open issue', state: 'todo', text: null, link: null },
    { id: 'labels', label: 'Set labels', state: 'todo', text: null, link: null },
  ],
  summary: 'Opens 1 issue with 1 label. If a step fails, Continue goes on from there; nothing is done twice.',
  ready: true,
  offers: [],
  droppedLabels: [],
};

const finding = (
  given: Pick<PortFinding, 'id' | 'field' | 'message'> & Partial<PortFinding>,
): PortFinding => ({
  severity: 'error',
  range: null,
  fixes: [],
  overrulable: false,
  kept: null,
  ...given,
});

/** As it opens: the report's own title, and nothing written yet. */
export const fresh: IssueState = {
  ...ready,
  view: {
    ...ready.view,
    fields: { 'issue.title': 'Ham cookie jar leaks on redirect', 'issue.body': '' },
  },
  findings: [
    finding({
      id: 'issue.title:report',
      field: 'issue.title',
      severity: 'warning',
      message: 'This is the title of the private report. Is it what you want to say in public?',
    }),
    finding({
      id: 'issue.body:empty',
      field: 'issue.body',
      message: 'Say what goes wrong, in your own words.',
    }),
  ],
  summary: 'Settle 1 finding before this can be made public.',
  ready: false,
};

const leaky = `${body}\n\nReported as GHSA-m2pg-3qcr-4vfw.`;

/** With a leak, for a report that somebody accepted, and whose issue was opened before. */
export const blocked: IssueState = {
  ...ready,
  checks: [
    { id: 'embargo', label: 'Taken for a vulnerability', detail: 'in draft', state: 'warning' },
    { id: 'labels', label: 'You may not set labels', detail: 'a triager must set them', state: 'warning' },
    { id: 'leaks', label: 'Leak check', detail: '1 finding to settle', state: 'warning' },
  ],
  view: { ...ready.view, fields: { ...ready.view.fields, 'issue.body': leaky } },
  findings: [
    finding({
      id: 'issue:accepted',
      field: 'issue',
      message: 'This report is taken for a vulnerability. A public issue would end its embargo.',
      overrulable: true,
    }),
    finding({
      id: 'issue:opened',
      field: 'issue',
      message: 'Opened already: gh-210499. This would open another issue.',
      fixes: [{ id: 'use', title: 'Use gh-210499' }],
      overrulable: true,
    }),
    finding({
      id: 'issue.body:advisory-id-1',
      field: 'issue.body',
      message: 'Names the advisory, which is under embargo.',
      range: [leaky.indexOf('GHSA'), leaky.length - 1],
      fixes: [{ id: 'remove-sentence', title: 'Remove sentence' }],
      overrulable: true,
    }),
  ],
  summary: 'Settle 3 findings before this can be made public.',
  ready: false,
};

/** One that is public already is taken instead. */
export const existing: IssueState = {
  ...ready,
  checks: ready.checks.slice(0, 2),
  view: { ...ready.view, existingIssue: 210461 },
  notes: { issue: null },
  summary: 'Sets 1 label on gh-210461. Nothing else becomes public.',
};

const url = 'https://github.example/python/cpython/issues/210499';

/** The issue is open, the labels failed. */
export const failed: IssueState = {
  ...ready,
  phase: 'failed',
  notes: ready.notes,
  steps: [
    { id: 'issue', label: 'Open issue', state: 'done', text: 'Issue gh-210499 opened 14:02', link: url },
    {
      id: 'labels',
      label: 'Set labels',
      state: 'failed',
      text: 'GitHub answered with an error (502). Try again.',
      link: null,
    },
  ],
  summary: 'Nothing is lost. Continue looks what is there and goes on.',
  ready: false,
};

/** After a restart: what was confirmed, and nothing of the checks. */
export const stopped: IssueState = {
  ...ready,
  phase: 'stopped',
  checks: [],
  notes: { issue: null },
  labels: { issue: [{ name: 'type-bug', on: true, fixed: true }] },
  summary: 'The public issue of 4vfw stopped. Nothing is lost; Continue goes on from there.',
  ready: false,
};

/** All is public, and GitHub dropped the label. */
export const done: IssueState = {
  ...failed,
  phase: 'done',
  steps: failed.steps.map(step =>
    step.id === 'labels'
      ? { ...step, state: 'done', text: 'GitHub dropped 1 label: you may not set it.' }
      : step,
  ),
  summary: 'Done. Issue gh-210499.',
  droppedLabels: ['type-bug'],
};
