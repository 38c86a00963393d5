import { strict as assert } from 'node:assert';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { calm } from '../../faults/kinds.ts';
import { othersAct } from '../../faults/life.ts';
import { plan, type Pair } from '../../faults/plan.ts';
import { openRunner, type Outcome } from '../../faults/run.ts';
import type { Scenario, World } from '../../faults/scenario.ts';
import { backport } from '../../faults/scenarios/backport.ts';
import { own, upstream } from '../../faults/scenarios/machine.ts';
import { withOthers } from '../../faults/scenarios/others.ts';
import { survived } from '../../faults/table.ts';
import { toy } from './toy.ts';

/** A toy with others in it, and how often they came. */
function crowded(plain: Scenario): { readonly scenario: Scenario; readonly came: () => number } {
  let came = 0;
  return {
    came: () => came,
    scenario: {
      ...plain,
      async open() {
        const world = withOthers(await plain.open());
        return {
          ...world,
          others() {
            came++;
            return world.others!();
          },
        };
      },
    },
  };
}

/** What comes of the faults that GitHub's answer to the write of a toy can have. */
async function outcomes(plain: Scenario) {
  const { scenario, came } = crowded(plain);
  const runner = await openRunner(scenario);
  try {
    const { pairs } = plan(scenario.job, runner.steps, 9);
    const writes = pairs.filter(
      ({ step, kind }) => step.kind === 'call' && step.method === 'POST' && kind.means.by === 'answer',
    );
    const all: { readonly pair: Pair; readonly outcome: Outcome; readonly came: number }[] = [];
    for (const pair of writes) {
      const before = came();
      all.push({ pair, outcome: await runner.run(pair), came: came() - before });
    }
    return all;
  } finally {
    await runner.close();
  }
}

describe('others at work between two presses', function () {
  this.timeout(120_000);

  it('come with some of the faults that may have left something, once each, and with no other', async () => {
    const all = await outcomes(toy());
    for (const { pair, outcome, came } of all) {
      assert.ok(survived(outcome), `${pair.id}: ${outcome.lost.join()} ${outcome.stuck.join()}`);
      assert.equal(came, Number(othersAct(pair)), pair.id);
      assert.equal(outcome.others, came === 1, pair.id);
      if (came === 1) assert.ok(!calm(pair.kind, pair.step), pair.id);
    }
    const rough = all.filter(({ pair }) => !calm(pair.kind, pair.step));
    const crowds = rough.filter(({ came }) => came === 1).length;
    assert.ok(crowds > 0 && crowds < rough.length, `${crowds} of ${rough.length}`);
  });

  const careless: readonly (readonly [string, Scenario])[] = [
    [
      'knows its own by its title',
      toy(undefined, { looks: ({ title }) => title === 'Crumbs fall out of the toaster' }),
    ],
    ['takes whatever the coordinator opened last', toy(undefined, { looks: () => true })],
  ];
  for (const [how, plain] of careless)
    it(`harm a job that ${how}`, async () => {
      const all = await outcomes(plain);
      const wrong = all.filter(({ outcome }) => !survived(outcome));
      assert.ok(wrong.length > 0, 'Nothing was seen.');
      for (const { pair, came } of wrong) assert.equal(came, 1, pair.id);
    });

  describe('with a backport that is at its end', () => {
    let world: World;
    before(async () => (world = await backport.open()));
    beforeEach(async () => {
      await world.rewind();
      while (!(await backport.press(world.place, new AbortController().signal)));
      await world.others!();
    });
    after(() => world.close());

    const pull = (): Issue =>
      [...world.sandbox.store.repo(upstream)!.issues.values()].find(
        issue => issue.pull && issue.author === 'octo-coordinator',
      )!;
    const look = async () => {
      const { duplicates, lost } = await world.verdict();
      return [...duplicates, ...lost];
    };

    it('change nothing of the verdict', async () => assert.deepEqual(await look(), []));

    const undone: readonly (readonly [string, () => unknown, RegExp])[] = [
      ['a title', () => (pull().title = 'As it was'), /the triager's title is gone/],
      [
        'a label',
        () => (pull().labels = ['type-security', 'release-blocker']),
        /the triager's label is gone/,
      ],
      ['a comment', () => pull().comments.pop(), /the triager's comment is gone/],
      [
        'a commit',
        async () => {
          const fork = world.sandbox.dir(own);
          await git(fork, ['update-ref', `refs/heads/${pull().pull!.headRef}`, `${pull().pull!.headSha}^`]);
        },
        /a core developer's commit is gone/,
      ],
      [
        'what has nothing to do with it',
        () => [...world.sandbox.store.repo(upstream)!.issues.values()].at(-1)!.labels.push('type-security'),
        /of something else, was changed/,
      ],
    ];
    for (const [what, undo, said] of undone)
      it(`are heard where ${what} of theirs was changed`, async () => {
        await undo();
        assert.match((await look()).join('\n'), said);
      });
  });
});
