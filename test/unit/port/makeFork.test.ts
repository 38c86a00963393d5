import assert from 'node:assert/strict';
import { confirmPort, readRecord } from '../../../src/jobs/port/index.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { desk, goOn, prepare, type Desk } from './harness.ts';
import { assertOnce, botsComeBy, own, restarted, upstream } from './rewind.ts';

const forks = { method: 'POST', path: /\/forks$/ };
const faults: readonly (readonly [string, Fault])[] = [
  ['a reset before it is made', { ...forks, kind: 'reset' }],
  ['a reset once it is made', { ...forks, kind: 'reset', effect: 'after' }],
  ['a 502 once it is made', { ...forks, status: 502, effect: 'after' }],
  ['half an answer', { ...forks, kind: 'truncate', effect: 'after' }],
  ['a reset while it is looked for', { method: 'GET', path: /\/octo-coordinator\/cpython$/, kind: 'reset' }],
];

describe('a port that makes the fork goes on', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  after(() => at.close());

  for (const [name, fault] of faults) {
    it(`after ${name}: one fork, one of everything`, async () => {
      await at.sandbox.reset();
      at.sandbox.recorder.clear();
      at.sandbox.store.repos.delete(own);
      const count = () =>
        [...at.sandbox.store.repos.values()].filter(
          ({ owner, name }) => /octo/.test(owner) && name === 'cpython',
        ).length;
      assert.equal(count(), 0);
      const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
      const record = await confirmPort(at.tools.store, prepared, draft, at.tools.now());
      assert.equal(record.forkMissing, true);
      let met = 0;
      at.sandbox.fail({ ...fault, met: () => met++ });
      assert.equal((await goOn(at, record)).ended, 'failed');
      assert.equal(met, 1);
      assert.equal(at.sandbox.store.repo(upstream)!.issues.size, 0, 'an issue was opened without a fork');
      await botsComeBy(at);
      const again = restarted(at);
      const { ended, links, events } = await goOn(
        again,
        readRecord(await again.tools.store.load(prepared.key))!,
      );
      assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
      assert.equal(count(), 1);
      await assertOnce(at, links!.commit, [2, 7]);
    });
  }

  /** A port that made the fork and failed at a call; the fork was deleted since. */
  const withoutFork = async (fault: Fault) => {
    await at.sandbox.reset();
    at.sandbox.store.repos.delete(own);
    const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
    const record = await confirmPort(at.tools.store, prepared, draft, at.tools.now());
    at.sandbox.fail(fault);
    assert.equal((await goOn(at, record)).ended, 'failed');
    at.sandbox.heal();
    at.sandbox.store.repos.delete(own);
    const again = restarted(at);
    const outcome = await goOn(again, readRecord(await again.tools.store.load(prepared.key))!);
    assert.equal(outcome.ended, 'done', JSON.stringify(outcome.events.at(-1)));
    const pulls = [...at.sandbox.store.repo(upstream)!.issues.values()].filter(({ pull }) => pull);
    assert.deepEqual(
      pulls.map(({ number, pull }) => [number, pull!.headSha]),
      [[outcome.links!.pull, outcome.links!.commit]],
    );
  };

  it('after the fork was deleted before there was a pull request: it is made and pushed to anew', async () => {
    await withoutFork({ method: 'POST', path: /\/pulls$/, status: 502 });
    assert.ok(at.sandbox.store.repo(own));
  });

  it('after the fork was deleted once there was one: nothing goes there any more, and none is made', async () => {
    await withoutFork({ method: 'POST', path: /\/labels$/, status: 502 });
    assert.equal(at.sandbox.store.repo(own), undefined);
    // GitHub answers null for a head that is gone, where its description promises a repository.
    at.sandbox.recorder.clear();
  });
});
