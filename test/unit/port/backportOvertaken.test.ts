import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import {
  readBackportRecord,
  runBackport,
  type BackportRecord,
} from '../../../src/jobs/backport/make/index.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { squashMerge } from '../../../src/sandbox/merge.ts';
import { afresh, confirmed, fix, merged, opened, ours, own, runOn, upstream } from './backportDesk.ts';
import { desk, type Desk } from './harness.ts';
import { restarted } from './rewind.ts';

const push: Fault = { method: 'POST', path: 'git-receive-pack', kind: 'reset', times: 2 };
const pull: Fault = { method: 'POST', path: /\/pulls$/, kind: 'reset' };

describe('a backport that somebody else’s overtakes after an answer was lost', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at));
  after(() => at.close());

  /** Broken at a call; then a colleague's is there, before the next press. */
  const overtaken = async (
    fault: Fault,
    {
      end = false,
      meanwhile,
    }: { end?: boolean; meanwhile?: (record: BackportRecord) => Promise<unknown> } = {},
  ) => {
    const record = await confirmed(at, await merged(at));
    await meanwhile?.(record);
    at.sandbox.fail(fault);
    assert.equal((await runOn(at, record)).ended, 'failed');
    at.sandbox.heal();
    const theirs = await opened(
      at,
      { title: '[3.12] gh-210450: Honour the option (GH-210450)', base: '3.12', commits: [fix] },
      { author: 'nutmeg-core', ref: 'mine' },
    );
    const { store } = at.sandbox;
    if (end) await squashMerge(store, store.repo(upstream)!, theirs, 'nutmeg-core', '');
    return { record, theirs: `gh-${theirs.number}` };
  };

  const kept = async ({ key }: BackportRecord): Promise<BackportRecord> => {
    const record = readBackportRecord(await restarted(at).tools.store.load(key));
    assert.ok(record);
    return record;
  };

  /** What the next press says, in another process; it sends nothing. */
  const said = async (record: BackportRecord) => {
    const writes = at.sandbox.recorder.writes().length;
    const events: StepEvent[] = [];
    const error = await runBackport(restarted(at).tools, await kept(record), {
      tell: event => events.push(event),
      keep: async () => undefined,
    }).then(
      () => null,
      (error: unknown) => error,
    );
    assert.ok(error instanceof Error && 'kind' in error && error.kind === 'overtaken', String(error));
    assert.equal(at.sandbox.recorder.writes().length, writes);
    return { words: error.message, events, done: (await kept(record)).done };
  };

  for (const [end, did] of [
    [false, 'brings this fix to 3.12 by now'],
    [true, 'was merged into 3.12 meanwhile'],
  ] as const)
    it(`says that its own is open, remembers it and goes on at the next press: theirs ${did}`, async () => {
      const { record, theirs } = await overtaken({ ...pull, effect: 'after' }, { end });
      const [mine] = ours(at);
      const { words, events, done } = await said(record);
      const url = `${at.sandbox.git}/python/cpython/pull/${mine!.number}`;
      assert.equal(
        words,
        `${theirs} ${did}. Your own pull request gh-${mine!.number} is open, too: ${url}. Close the one that is not needed; Continue sets the labels of yours.`,
      );
      assert.deepEqual(done.pull, { number: mine!.number, url });
      const text = `The pull request gh-${mine!.number} is there`;
      assert.deepEqual(events, [{ id: 'pull', state: 'done', text, link: url }]);
      const { ended, link } = await runOn(restarted(at), await kept(record));
      assert.deepEqual([ended, link!.pull, ours(at).length], ['done', mine!.number, 1]);
      assert.deepEqual(await readdir(at.root), []);
    });

  it('says that its own was closed, and may be discarded then', async () => {
    const { record } = await overtaken({ ...pull, effect: 'after' });
    const [mine] = ours(at);
    mine!.state = 'closed';
    const { words, done } = await said(record);
    assert.match(
      words,
      new RegExp(`Your own pull request gh-${mine!.number} was closed; discard this backport`),
    );
    assert.equal(done.pull, undefined);
  });

  it('says that its branch is in the fork, where there is no pull request', async () => {
    const { record } = await overtaken(pull);
    const { words } = await said(record);
    assert.match(
      words,
      /Its branch is in your fork, and no pull request comes from it; discard this backport\.$/,
    );
  });

  it('finds its branch in the fork where the answer of the push was lost', async () => {
    const { record } = await overtaken({ ...push, effect: 'after' });
    assert.equal((await kept(record)).done.pushed, undefined);
    const { words, done } = await said(record);
    assert.match(words, /Its branch is in your fork, and no pull request comes from it/);
    assert.deepEqual([done.pushed, done.name], [true, 1]);
  });

  it('finds it under another name, where that of the page was taken', async () => {
    const dir = at.sandbox.dir(own);
    const { record } = await overtaken(
      { ...push, effect: 'after' },
      {
        meanwhile: async ({ confirmed: { branch } }) =>
          git(dir, ['update-ref', `refs/heads/${branch}`, await git(dir, ['rev-parse', 'refs/heads/main'])]),
      },
    );
    const { words, done } = await said(record);
    assert.match(words, /Its branch is in your fork/);
    assert.deepEqual([done.pushed, done.name], [true, 2]);
  });

  it('says that nothing was pushed where nothing was', async () => {
    const { record } = await overtaken(push);
    const { words, done } = await said(record);
    assert.match(words, /Nothing was pushed; discard this backport\.$/);
    assert.equal(done.pushed, undefined);
  });

  it('says that it does not know where the fork is gone', async () => {
    const { record } = await overtaken({ ...push, effect: 'after' });
    at.sandbox.fail({ path: '/octo-coordinator/cpython.git', status: 404, times: Infinity });
    const { words } = await said(record);
    at.sandbox.heal();
    assert.match(
      words,
      /Whether its branch was pushed is not known: look at octo-coordinator\/cpython, then/,
    );
  });
});
