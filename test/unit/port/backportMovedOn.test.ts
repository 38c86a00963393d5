import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { readBackportRecord, type BackportRecord } from '../../../src/jobs/backport/make/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import {
  afresh,
  confirmed,
  merged,
  onBranch,
  ours,
  own,
  publicTip,
  runOn,
  type BackportOutcome,
} from './backportDesk.ts';
import { desk, type Desk } from './harness.ts';
import { addCommit, asMerged, restarted } from './rewind.ts';

describe('a backport goes on after others went on with what it made', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at));
  after(() => at.close());

  const fork = () => at.sandbox.dir(own);
  const branches = async () =>
    (await git(fork(), ['for-each-ref', '--format=%(refname)', 'refs/heads/backport-*']))
      .split('\n')
      .filter(Boolean);
  const stopped = async (steps: number): Promise<BackportRecord> => {
    const record = await confirmed(at, await merged(at));
    assert.equal((await runOn(at, record, steps)).ended, 'stopped');
    return readBackportRecord(await at.tools.store.load(record.key))!;
  };
  const resumed = async ({ key }: BackportRecord): Promise<BackportOutcome> => {
    const again = restarted(at);
    const outcome = await runOn(again, readBackportRecord(await again.tools.store.load(key))!);
    assert.equal(outcome.ended, 'done', JSON.stringify(outcome.events.at(-1)));
    return outcome;
  };

  for (const how of ['merged', 'closed'] as const) {
    for (const isKnown of [true, false]) {
      it(`with its pull request, which got a commit and was ${how}, and was ${isKnown ? '' : 'not '}written down`, async () => {
        const record = await stopped(3);
        const [pull] = ours(at);
        assert.ok(pull && record.done.pull?.number === pull.number);
        if (!isKnown) {
          const { pull: _, ...done } = record.done;
          await at.tools.store.save(record.key, { ...record, done });
        }
        await addCommit(at, pull);
        if (how === 'merged') asMerged(pull);
        else pull.state = 'closed';
        const [branch] = await branches();
        await git(fork(), ['update-ref', '-d', branch!]);
        const { link } = await resumed(record);
        assert.equal(link!.pull, pull.number);
        assert.equal(ours(at).length, 1);
        assert.deepEqual([...pull.labels].sort(), ['release-blocker', 'type-security']);
        assert.deepEqual(await branches(), []);
      });
    }
  }

  for (const isScratch of [true, false]) {
    it(`with its branch, which was deleted before there was a pull request; scratch is ${isScratch ? 'there' : 'gone'}`, async () => {
      const record = await stopped(2);
      const [branch] = await branches();
      await git(fork(), ['update-ref', '-d', branch!]);
      if (!isScratch) await rm(record.scratch, { recursive: true });
      await resumed(record);
      const [pull, ...more] = ours(at);
      assert.equal(pull!.pull!.headSha, record.done.commit);
      assert.deepEqual(more, []);
      assert.deepEqual(await branches(), [branch]);
    });
  }

  it('with its branch, which is there, when scratch is gone and 3.12 moved on', async () => {
    const record = await stopped(2);
    await rm(record.scratch, { recursive: true });
    await onBranch(at, '3.12', { 'Lib/later.py': 'later\n' });
    await resumed(record);
    assert.equal(ours(at)[0]!.pull!.headSha, record.done.commit);
    assert.notEqual(record.publicMain, await publicTip(at, '3.12'));
  });
});
