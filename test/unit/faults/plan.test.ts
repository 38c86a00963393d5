import { strict as assert } from 'node:assert';
import { kinds, type CallStep, type GitStep, type Step } from '../../faults/kinds.ts';
import { inPlan, plan, sample, unlike, wordsOf, type Found } from '../../faults/plan.ts';

const call = (method: string, path: string, git = false): CallStep => ({
  ...{ kind: 'call', method, path, nth: 0, git },
});
const read = call('GET', '/repos/python/cpython/commits/main');
const write = call('POST', '/repos/python/cpython/issues');
const fetched = call('POST', '/python/cpython.git/git-upload-pack', true);
const pushed = call('POST', '/octo-coordinator/cpython.git/git-receive-pack', true);
const step: GitStep = { kind: 'git', verb: 'push', nth: 1 };

/** Names of the kinds that are run there. */
const ran = (at: Step) => kinds.filter(kind => kind.cannot(at) === null).map(({ name }) => name);

describe('the plan of the fault matrix', () => {
  it('refuses reads with 409 and 422, as GitHub does where a repository is empty or a commit unknown', () => {
    for (const name of ['409', '422']) {
      assert.ok(ran(read).includes(name), name);
      assert.ok(ran(write).includes(name), name);
      assert.ok(!ran(fetched).includes(name), name);
    }
  });

  it('lets clocks jump at each write, at each read of the API and where git fetches, pushes or commits', () => {
    const clocks = (at: Step) => ran(at).filter(name => /clock|day/.test(name));
    const all = ['clock-ahead', 'clock-behind', 'clock-mended', 'next-day'];
    assert.deepEqual(clocks(write), all);
    assert.deepEqual(clocks(pushed), all);
    assert.deepEqual(clocks(read), ['clock-ahead', 'clock-mended']);
    assert.deepEqual(clocks(step), ['clock-mended']);
    assert.deepEqual(ran(step), ['clock-mended', 'killed-before', 'killed-after']);
    assert.deepEqual(ran({ ...step, verb: 'rev-parse' }), ['killed-before', 'killed-after']);
  });

  it('ends the pressing process after an effect, wherever a job has any, and before any call', () => {
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const drawn = (name: string, steps: readonly Step[]) =>
      new Set(
        seeds.map(seed => {
          const [pair, ...more] = plan('port', steps, seed).pairs.filter(({ kind }) => kind.name === name);
          assert.deepEqual(more, []);
          return pair!.step;
        }),
      );
    const job = [read, fetched, step, write, read, pushed];
    assert.deepEqual(drawn('gone-after', job), new Set([write, pushed]));
    assert.deepEqual(drawn('gone-before', job), new Set([read, fetched, write, pushed]));
    // A job that only reads is ended all the same.
    assert.deepEqual(drawn('gone-after', [read, step, fetched]), new Set([read, fetched]));
  });

  it('says of each pair that is not run why, and of none that it cannot occur where it was left out', () => {
    const { listed } = plan('port', [read, write, fetched, pushed, step], 9);
    assert.ok(listed.length > 0);
    for (const { id, reason } of listed) {
      const clock = /clock|day/.test(id);
      assert.equal(reason.startsWith('chosen: '), clock, `${id}: ${reason}`);
    }
  });

  it('draws other faults for each job, and the same for the same seed', () => {
    const steps = [read, write];
    const drawn = (job: string, seed: number) => {
      const { pairs } = plan(job, steps, seed);
      return sample(pairs, 5, seed).map(({ id }) => id.replace(/^\w+/, ''));
    };
    assert.deepEqual(drawn('accept', 9), drawn('accept', 9));
    assert.notDeepEqual(drawn('accept', 9), drawn('accept', 10));
    assert.notDeepEqual(drawn('accept', 9), drawn('close', 9));
  });

  it('is the same in both processes, or the difference is told', () => {
    const steps = [read, write, step].map(wordsOf);
    const found: Found = { job: 'port', steps, pairs: ['port/0/404', 'port/1/404'] };
    const wrong = (other: Partial<Found>) => unlike([found, { ...found, ...other }]);
    const begins = 'port: two processes found different plans, so pairs may be missed';
    assert.deepEqual(wrong({}), []);
    assert.deepEqual(wrong({ job: 'save' }), []);
    assert.deepEqual(wrong({ steps: steps.toReversed() }), [
      `${begins}: step 0 is ${steps[0]!}, and git push in the other.`,
    ]);
    assert.deepEqual(wrong({ steps: steps.slice(0, 2) }), [
      `${begins}: step 2 is git push, and nothing in the other.`,
    ]);
    assert.deepEqual(wrong({ pairs: ['port/0/404'] }), [`${begins}: only one has port/1/404.`]);
    assert.deepEqual(wrong({ pairs: [...found.pairs, 'port/2/404'] }), [
      `${begins}: only one has port/2/404.`,
    ]);
  });

  it('means the same by a pair whichever of two calls came first that went side by side', () => {
    const named = (steps: readonly Step[]) =>
      plan('port', steps, 9).pairs.map(({ id, step }) => `${id} ${wordsOf(step)}`);
    const other = call('GET', '/python/cpython.git/info/refs', true);
    assert.deepEqual(named([read, fetched, other, write, step]), named([read, other, fetched, write, step]));
    const twice = [read, { ...read, nth: 1 }];
    assert.deepEqual(inPlan(twice.toReversed()), twice);
  });

  it('takes no offence where two starts of git come side by side in another order', () => {
    const found = (...steps: string[]): Found => ({ job: 'port', steps, pairs: [] });
    const [one, other] = [found('git log', 'git diff-tree'), found('git diff-tree', 'git log')];
    assert.deepEqual(unlike([one, other]), []);
    assert.deepEqual(unlike([one, found('git log', 'git log')]), [
      'port: two processes found different plans, so pairs may be missed: git was started for other things.',
    ]);
  });

  it('calls a step the same in two sandboxes, whose commits have other names', () => {
    const [one, other] = ['a1', 'b2'].map(two =>
      call('GET', `/repos/python/cpython/commits/${two.repeat(20)}`),
    );
    assert.equal(wordsOf(one!), wordsOf(other!));
  });
});
