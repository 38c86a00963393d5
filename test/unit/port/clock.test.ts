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

  for (const [words, ahead] of [
    ['the day before', day],
    ['five minutes before', 5 * 60_000],
    ['five minutes later, by a slow clock,', -5 * 60_000],
  ] as const)
    it(`asks about one of ${words} that was closed since, where no try is written down`, async () => {
      await bench.confirmed();
      const { at, prepared, draft } = bench;
      const record = await confirmPort(
        at.tools.store,
        prepared,
        draft,
        new Date(prepared.date.getTime() + ahead),
      );
      at.sandbox.fail({ kind: 'reset', method: 'POST', path: /\/issues$/, effect: 'after' });
      assert.equal((await goOn(at, record)).ended, 'failed');
      const issues = [...at.sandbox.store.repo('python/cpython')!.issues.values()];
      const mine = issues.find(({ title, pull }) => pull === null && title === draft.texts['issue.title'])!;
      mine.state = 'closed';
      const { record: kept } = await bench.remembered();
      const { issueTried, ...done } = kept!.done;
      assert.ok(issueTried && issueTried.after < mine.number);
      await at.tools.store.save(kept!.key, { ...kept!, done });
      const { ended, events } = await goOn(at, { ...kept!, done });
      assert.equal(ended, 'failed');
      const [told] = events.flatMap(event => (event.state === 'failed' ? [event.error] : []));
      assert.match(
        String(told),
        /gh-\d+ has the same title and text, and is closed\. Reopen it to use it, then continue/,
      );
      // By its number it is no older than the try, whatever the clocks say.
      await at.tools.store.save(kept!.key, kept!);
      const outcome = await bench.resume();
      const texts = outcome.events.flatMap(event =>
        event.id === 'issue' && event.state === 'done' ? [event.text] : [],
      );
      assert.deepEqual(texts, [`Issue gh-${mine.number} is already there, and is closed. Going on.`]);
    });
});
