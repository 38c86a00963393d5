import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resumedAt } from '../../faults/chain.ts';
import { plan, type Pair } from '../../faults/plan.ts';
import { openRunner, type Outcome } from '../../faults/run.ts';
import type { Scenario } from '../../faults/scenario.ts';
import { survived } from '../../faults/table.ts';
import type { CallStep } from '../../faults/kinds.ts';
import { toy } from './toy.ts';

const title = 'Spam parser reads past the end of its buffer';

/** Every pair of its first call and of its write, and how often the job was begun for them. */
async function all(scenario: Scenario) {
  let begun = 0;
  const runner = await openRunner({
    ...scenario,
    async open() {
      const world = await scenario.open();
      return {
        ...world,
        rewind() {
          begun++;
          return world.rewind();
        },
      };
    },
  });
  try {
    begun = 0;
    const { pairs } = plan(scenario.job, runner.steps, 9);
    // The toy has neither a deadline nor a button to cancel.
    const mine = pairs.filter(
      ({ step, kind }) => step.kind === 'call' && ['answer', 'refused', 'clock'].includes(kind.means.by),
    );
    const outcomes: Outcome[] = [];
    for await (const outcome of runner.all(mine)) outcomes.push(outcome);
    return { mine, outcomes, begun };
  } finally {
    await runner.close();
  }
}

const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id).sort();

describe('faults of one step, met by one run of a job', function () {
  this.timeout(120_000);

  it('are told one by one, each once, and met', async () => {
    const { mine, outcomes, begun } = await all(toy());
    assert.deepEqual(ids(outcomes), ids(mine));
    assert.deepEqual(
      outcomes.filter(outcome => !outcome.met || !survived(outcome)),
      [],
    );
    assert.ok(begun < mine.length * 0.7, `${begun} runs for ${mine.length} faults`);
  });

  it('are each met by a run of its own where something is wrong', async () => {
    const { mine, outcomes, begun } = await all(
      toy((place, nth) => (nth > 1 ? writeFile(join(place.root, 'left'), title) : null)),
    );
    assert.deepEqual(ids(outcomes), ids(mine));
    assert.ok(begun > mine.length);
    for (const outcome of outcomes) assert.ok(outcome.met, outcome.id);
    const wrong = outcomes.filter(outcome => outcome.leaks.length > 0).map(({ kind }) => kind);
    for (const kind of ['refused', '401', '500', 'reset-before', 'reset-after'])
      assert.ok(wrong.includes(kind), kind);
  });

  it('are told as wrong where only several in a row do harm', async () => {
    const { mine, outcomes } = await all(
      toy((place, nth) => (nth > 2 ? writeFile(join(place.root, 'left'), title) : null)),
    );
    assert.deepEqual(ids(outcomes), ids(mine));
    const wrong = outcomes.filter(outcome => !survived(outcome));
    assert.ok(wrong.length > 2, 'A run with three presses leaked.');
    for (const { at } of wrong)
      assert.match(at, /\(one of \d+ faults in a row; by itself it was survived\)$/);
  });
});

describe('where a step comes when a job goes on', () => {
  const call = (method: string, path: string, nth = 0): CallStep => ({
    kind: 'call',
    method,
    path,
    nth,
    git: false,
  });
  const steps = [call('GET', '/a'), call('GET', '/b'), call('GET', '/a', 1), call('POST', '/c')];
  const at = (step: CallStep): Pair => ({
    id: '',
    job: '',
    step,
    kind: { name: '', means: { by: 'refused' }, cannot: () => null },
  });

  it('is where its calls begin to be those of an undisturbed run', () => {
    assert.deepEqual(resumedAt({ steps }, at(steps[2]!), ['GET /b', 'GET /a', 'POST /c']), {
      nth: 0,
      before: ['GET /b'],
    });
    assert.deepEqual(resumedAt({ steps }, at(steps[2]!), ['GET /a', 'GET /b', 'GET /a', 'POST /c']), {
      nth: 1,
      before: ['GET /a', 'GET /b'],
    });
  });

  it('is unknown where they do not', () => {
    assert.equal(resumedAt({ steps }, at(steps[2]!), ['GET /a', 'PATCH /c']), null);
    assert.equal(resumedAt({ steps }, at(steps[2]!), ['POST /c']), null);
  });
});
