import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { readBackportRecord } from '../../../../src/jobs/backport/make/index.ts';
import { git } from '../../../../src/sandbox/gitdir.ts';
import { PublicBackport } from '../../../../src/ui/backports/make/publicJob.ts';
import { afresh, fix, opened, ours } from '../../port/backportDesk.ts';
import { desk, type Desk } from '../../port/harness.ts';
import { modelOf, shownBackport } from './makeDesk.ts';

describe('the page of a backport', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at));
  after(() => at.close());

  const ways: readonly (readonly [string, RegExp])[] = [
    ['openpgp', /^Sign the commit, as your git does$/],
    ['x509', /the name and the address in your certificate become public$/],
  ];
  for (const [format, words] of ways)
    it(`says before it is so what a signature of ${format} tells`, async () => {
      assert.equal((await shownBackport(at)).model.state.signing, null);
      await afresh(at);
      const settings = { 'commit.gpgSign': 'true', 'user.signingKey': 'octo', 'gpg.format': format };
      for (const [name, value] of Object.entries(settings)) await git(at.clone, ['config', name, value]);
      try {
        assert.match((await shownBackport(at)).model.state.signing ?? '', words);
      } finally {
        for (const name of Object.keys(settings)) await git(at.clone, ['config', '--unset', name]);
      }
    });

  it('shows what cherry_picker would write, and goes from one press to the pull request', async () => {
    const { model, prepared, links } = await shownBackport(at);
    const { state } = model;
    assert.equal(state.phase, 'review');
    assert.equal(state.into, 'public');
    assert.equal(state.source, `gh-${prepared.pull}`);
    assert.equal(state.view.fields['commit.branch'], prepared.head);
    assert.equal(
      state.view.fields['pull.title'],
      `[3.12] gh-210450: Honour the bread socket option (GH-${prepared.pull})`,
    );
    assert.deepEqual(state.view.labels.pull, ['type-security', 'release-blocker']);
    assert.ok(state.ready, JSON.stringify(state.findings));
    assert.equal(
      state.summary,
      'Pushes 1 commit, opens 1 pull request with 2 labels. ' +
        'If a step fails, Continue goes on from there; nothing is done twice.',
    );
    await model.send(state.view);
    await model.settled();
    assert.equal(model.state.phase, 'done', JSON.stringify(model.state.steps));
    const [pull] = ours(at);
    assert.equal(
      model.state.summary,
      `Done. Pull request gh-${pull!.number}. The bots link it and say so on the pull request into main.`,
    );
    assert.deepEqual(
      links.map(link => [link.branch, link.pull]),
      [['3.12', pull!.number]],
    );
    assert.deepEqual(await readdir(at.root), []);
  });

  it('refuses a title without the number, and sends nothing that the page did not show', async () => {
    const { model } = await shownBackport(at);
    const { view } = model.state;
    const writes = at.sandbox.recorder.writes().length;
    model.edit('pull.title', '[3.12] gh-210450: Honour the bread socket option');
    assert.equal(model.state.ready, false);
    assert.match(model.state.findings[0]!.message, /^The title lacks \(GH-\d+\)/);
    await assert.rejects(model.send(view), /showed something else/);
    await assert.rejects(model.send(model.state.view), /The title lacks/);
    assert.equal(at.sandbox.recorder.writes().length, writes);
    // After a refusal it can be corrected.
    model.edit('pull.title', view.fields['pull.title']);
    assert.equal(model.state.ready, true);
  });

  it("keeps the name of the branch, which is the bots', and takes labels that are offered", async () => {
    const { model, prepared } = await shownBackport(at);
    model.edit('commit.branch', 'mine');
    assert.equal(model.state.view.fields['commit.branch'], prepared.head);
    model.setLabel('release-blocker', false);
    assert.deepEqual(model.state.view.labels.pull, ['type-security']);
    assert.deepEqual(
      model.state.labels.pull.map(({ name, on }) => [name, on]),
      [
        ['type-security', true],
        ['release-blocker', false],
      ],
    );
    model.setLabel('anything', true);
    assert.deepEqual(model.state.view.labels.pull, ['type-security']);
  });

  it('marks a leak in a text that was written by hand', async () => {
    const { model } = await shownBackport(at);
    model.edit('pull.body', 'See GHSA-7q4m-xv2c-93rp.');
    assert.equal(model.state.ready, false);
    assert.equal(model.state.findings[0]!.field, 'pull.body');
    const leaks = model.state.checks.find(({ id }) => id === 'leaks')!;
    assert.notEqual(leaks.state, 'ok');
  });

  it('can be discarded once somebody was faster, and leaves nothing here', async () => {
    const { model, prepared } = await shownBackport(at);
    await opened(at, {
      title: `[3.12] gh-210450: Honour the bread socket option (GH-${prepared.pull})`,
      base: '3.12',
      commits: [fix],
    });
    const writes = at.sandbox.recorder.writes().length;
    await model.send(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'failed');
    assert.match(JSON.stringify(model.state.steps), /brings this fix to 3\.12 by now/);
    assert.deepEqual(model.state.offers, [{ id: 'discard', label: 'Discard' }]);
    await model.discard();
    assert.equal(await at.tools.store.load(prepared.key), null);
    assert.deepEqual(await readdir(at.root), []);
    assert.equal(at.sandbox.recorder.writes().length, writes);
  });

  it('is not discarded before it is confirmed, nor when its pull request is there', async () => {
    const { model, prepared } = await shownBackport(at);
    await model.discard();
    assert.ok((await readdir(at.root)).length > 0, 'what is looked at stays');
    at.sandbox.fail({ method: 'POST', path: '/labels', status: 502, times: 9 });
    await model.send(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'failed');
    assert.deepEqual(model.state.offers, []);
    await model.discard();
    assert.notEqual(await at.tools.store.load(prepared.key), null);
    at.sandbox.heal();
  });

  it('stops at a failure, and goes on from what is written down', async () => {
    const { model, prepared, failures } = await shownBackport(at);
    at.sandbox.fail({ method: 'POST', path: '/pulls', status: 502, times: 9 });
    await model.send(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'failed');
    assert.deepEqual(failures, ['Open pull request']);
    assert.equal(model.job.isKept, true);
    at.sandbox.heal();

    // Another window: nothing but the record is known.
    const record = readBackportRecord(await at.tools.store.load(prepared.key))!;
    const keep = async () => undefined;
    const job = PublicBackport.unfinished({ tools: at.tools, sandbox: true, keep }, record, 'Bread');
    const again = modelOf(at, job);
    assert.equal(again.state.phase, 'stopped');
    assert.match(again.state.summary, /^The backport of 93rp to 3\.12 stopped\./);
    assert.equal(again.job.change, null);
    again.edit('pull.title', 'Something else');
    assert.equal(again.state.view.fields['pull.title'], model.state.view.fields['pull.title']);
    again.start();
    await again.settled();
    assert.equal(again.state.phase, 'done', JSON.stringify(again.state.steps));
    assert.equal(ours(at).length, 1);
    // What is done is not done again.
    again.start();
    assert.equal(again.isRunning, false);
  });
});
