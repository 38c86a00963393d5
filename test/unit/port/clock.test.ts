import assert from 'node:assert/strict';
import { confirmPort } from '../../../src/jobs/port/index.ts';
import { openBench, type Bench } from './bench.ts';
import { goOn } from './harness.ts';

const day = 24 * 60 * 60_000;

describe('a port on a machine whose clock is set right meanwhile', function () {
  this.timeout(60_000);
  let bench: Bench;
  before(async () => (bench = await openBench()));
  after(() => bench.close());

  for (const [words, ahead] of [
    ['a day ahead', day],
    ['a day behind', -day],
  ] as const) {
    it(`finds the issue that it opened while the clock was ${words}`, async () => {
      await bench.confirmed();
      const { at, prepared, draft } = bench;
      const confirmed = new Date(prepared.date.getTime() + ahead);
      const record = await confirmPort(at.tools.store, prepared, draft, confirmed);
      at.sandbox.fail({ kind: 'reset', method: 'POST', path: /\/issues$/, effect: 'after' });
      assert.equal((await goOn(at, record)).ended, 'failed');
      await bench.resume();
    });
  }
});
