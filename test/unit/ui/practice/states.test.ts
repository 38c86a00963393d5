import assert from 'node:assert/strict';
import { keyOf, leavingOf, oneAtATime, pressOf } from '../../../../src/ui/practice/states.ts';

describe('the states of a window that practises', () => {
  it('offers nothing to press while it starts', () => {
    for (const kind of ['home', 'guest'] as const) assert.equal(pressOf(kind, 'starting'), undefined);
    assert.equal(pressOf('home', 'running'), 'ghsa.practice.menu');
    for (const state of ['stopped', 'elsewhere'] as const)
      assert.equal(pressOf('home', state), 'ghsa.practice.tryAgain');
    assert.equal(pressOf('guest', 'running'), undefined);
  });

  it('offers a guest neither menu nor reset nor leave', () => {
    assert.equal(keyOf('home', 'running'), 'running');
    assert.equal(keyOf('guest', 'running'), 'guest');
    assert.equal(keyOf('guest', 'starting'), 'guest');
    // There is something to try again.
    assert.equal(keyOf('guest', 'stopped'), 'stopped');
  });

  it('lets only the window that has the practice GitHub delete it', () => {
    for (const state of ['starting', 'running', 'stopped'] as const) {
      assert.equal(leavingOf('home', state), 'ask');
      assert.equal(leavingOf('guest', state), 'close');
    }
    assert.equal(leavingOf('home', 'elsewhere'), 'close');
  });

  it('begins nothing twice at the same time', async () => {
    let runs = 0;
    let end: () => void = () => undefined;
    const begin = oneAtATime(() => {
      runs++;
      return new Promise<void>(done => (end = done));
    });
    const [first, second] = [begin(), begin()];
    assert.equal(first, second);
    end();
    await first;
    assert.equal(runs, 1);
    void begin();
    assert.equal(runs, 2);
  });

  it('begins again after it failed', async () => {
    const begin = oneAtATime(() => Promise.reject(new Error('no git')));
    await assert.rejects(begin());
    await assert.rejects(begin());
  });
});
