import assert from 'node:assert/strict';
import { prepareIssue, proposeIssue, readIssueRecord } from '../../../src/jobs/issue/index.ts';
import { IssueModel, type IssueModelParts } from '../../../src/ui/issue/model.ts';
import { ham, issuesOf, openBench, repo, restarted, writes, type Bench, type Desk } from './harness.ts';

describe('the model of a public issue', () => {
  let bench: Bench;
  let at: Desk;
  let failed: string[];
  before(async () => (bench = await openBench()));
  beforeEach(async () => {
    at = await bench.desk();
    failed = [];
  });
  after(() => bench.close());

  const parts = ({ tools }: Desk): IssueModelParts => ({
    tools,
    sandbox: true,
    keep: async () => undefined,
    failed: step => void failed.push(step),
  });

  /** As it opens. */
  const fresh = async (openedBefore: number | null = null) => {
    const prepared = await prepareIssue(at.tools, { repo, ghsaId: ham });
    return IssueModel.review(parts(at), { ...prepared, openedBefore }, proposeIssue(prepared));
  };

  /** With something to say. */
  const ready = async () => {
    const model = await fresh();
    model.edit('issue.title', 'Ham client asks the cookie jar once');
    model.edit('issue.body', 'It should be asked for each host.');
    return model;
  };

  it('opens with nothing written, and is ready when something is', async () => {
    const model = await fresh();
    assert.equal(model.state.view.fields['issue.body'], '');
    assert.equal(model.state.ready, false);
    assert.equal(model.state.summary, 'Settle 1 finding before this can be made public.');
    model.edit('issue.body', 'It should be asked for each host.');
    assert.equal(model.state.ready, true);
    assert.equal(
      model.state.summary,
      'Opens 1 issue with 1 label. If a step fails, Continue goes on from there; nothing is done twice.',
    );
  });

  it('sends what the page showed, once, whoever presses twice', async () => {
    const model = await ready();
    const { view } = model.state;
    await Promise.all([model.makePublic(view), model.makePublic(view)]);
    model.edit('issue.title', 'Too late');
    await model.settled();
    assert.equal(model.state.phase, 'done');
    const [issue, ...others] = issuesOf(at);
    assert.deepEqual(others, []);
    assert.equal(issue!.title, 'Ham client asks the cookie jar once');
    assert.equal(model.state.view.fields['issue.title'], issue!.title);
    assert.equal(model.state.summary, `Done. Issue gh-${issue!.number}.`);
    assert.equal(model.issue!.number, issue!.number);
    assert.match(model.issue!.url, new RegExp(`/issues/${issue!.number}$`));
    assert.equal(model.state.steps[0]!.link, model.issue!.url);
  });

  it('sends nothing where the page showed something else', async () => {
    const model = await ready();
    const { view } = model.state;
    const other = { ...view, fields: { ...view.fields, 'issue.body': 'Something else.' } };
    for (const seen of [other, { ...view, login: 'sage-admin' }, { ...view, labels: { issue: [] } }, null])
      await assert.rejects(model.makePublic(seen), { kind: 'changed' });
    assert.equal(model.state.phase, 'review');
    assert.equal(at.records.size, 0);
  });

  it('settles a leak by its repair, or by a reason that can be taken back', async () => {
    const model = await ready();
    model.edit('issue.body', `It is asked once. See ${ham}.`);
    const [leak] = model.state.findings;
    assert.equal(model.state.ready, false);
    await assert.rejects(model.makePublic(model.state.view), { kind: 'findings' });
    model.keep(leak!.id, ' ');
    assert.equal(model.state.ready, false);
    model.keep(leak!.id, 'quoted by the docs');
    assert.equal(model.state.findings[0]!.kept, 'quoted by the docs');
    assert.equal(model.state.ready, true);
    model.unkeep(leak!.id);
    assert.equal(model.state.ready, false);
    await model.fix(leak!.id, leak!.fixes[0]!.id);
    assert.equal(model.state.view.fields['issue.body'], 'It is asked once.');
    assert.equal(model.state.ready, true);
    assert.deepEqual(writes(at), []);
  });

  it('ticks the labels of a plain bug and no others', async () => {
    const model = await ready();
    model.setLabel('type-security', true);
    assert.deepEqual(model.state.view.labels.issue, ['type-bug']);
    model.setLabel('type-bug', false);
    assert.deepEqual(model.state.view.labels.issue, []);
    assert.deepEqual(
      model.state.steps.map(({ id }) => id),
      ['issue'],
    );
    assert.equal(
      model.state.checks.some(({ id }) => id === 'labels'),
      false,
    );
  });

  it('takes the issue that was opened before by one press', async () => {
    const first = await ready();
    await first.makePublic(first.state.view);
    await first.settled();
    const { number } = first.issue!;
    const model = await fresh(number);
    assert.equal(model.state.ready, false);
    await model.fix('issue:opened', 'use');
    assert.equal(model.state.view.existingIssue, number);
    assert.equal(model.state.notes.issue, null);
    assert.equal(model.state.summary, `Sets 1 label on gh-${number}. Nothing else becomes public.`);
    await model.makePublic(model.state.view);
    await model.settled();
    assert.deepEqual(model.issue, first.issue);
    assert.equal(issuesOf(at).length, 1);
    const other = await fresh();
    await assert.rejects(other.useIssue(0), { kind: 'ask' });
    await assert.rejects(other.useIssue(1), { kind: 'not-found' });
    assert.equal(other.state.view.existingIssue, null);
  });

  it('stops at a failure, says so once, and goes on in the same window', async () => {
    const model = await ready();
    at.sandbox.fail({ method: 'POST', path: '/labels', status: 502 });
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'failed');
    assert.deepEqual(failed, ['Set labels']);
    assert.equal(model.state.summary, 'Nothing is lost. Continue looks what is there and goes on.');
    assert.equal(model.issue!.number, issuesOf(at)[0]!.number, 'it is public already');
    model.start();
    await model.settled();
    assert.equal(model.state.phase, 'done');
    assert.equal(issuesOf(at).length, 1);
  });

  it('comes back after a restart as it was confirmed, and looks before it acts', async () => {
    const model = await ready();
    at.sandbox.fail({ method: 'POST', path: '/issues', status: 502, effect: 'after' });
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.issue, null, 'nobody heard that it is there');
    const again = restarted(at);
    const [key] = [...at.records.keys()];
    const record = readIssueRecord(await again.tools.store.load(key!))!;
    const later = IssueModel.unfinished(parts(again), record, 'Ham cookie jar leaks on redirect');
    assert.equal(later.state.phase, 'stopped');
    assert.deepEqual(later.state.view, model.state.view);
    assert.equal(writes(at).length, 1, 'it goes on by a press only');
    later.edit('issue.title', 'Something else');
    assert.deepEqual(later.state.view, model.state.view);
    later.start();
    await later.settled();
    assert.equal(later.state.phase, 'done');
    assert.match(later.state.steps[0]!.text!, /is already there\. Going on\./);
    assert.equal(issuesOf(at).length, 1);
    assert.equal(at.records.size, 0);
  });

  it('stops after a step when asked to', async () => {
    const model = await ready();
    const stops = model.onDidChange(() => {
      if (model.state.steps[0]!.state !== 'busy') return;
      stops.dispose();
      model.stopAfterStep();
    });
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'stopped');
    assert.equal(model.state.summary, 'Stopped. Continue goes on from here.');
    assert.deepEqual(issuesOf(at)[0]!.labels, []);
    model.start();
    await model.settled();
    assert.deepEqual(issuesOf(at)[0]!.labels, ['type-bug']);
  });

  it('keeps the labels that GitHub dropped in view', async () => {
    at.sandbox.role('octo-coordinator', 'python/cpython', 'read');
    const model = await ready();
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'done');
    assert.deepEqual(model.state.droppedLabels, ['type-bug']);
  });
});
