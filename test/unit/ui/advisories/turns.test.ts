import assert from 'node:assert/strict';
import { Turns } from '../../../../src/ui/advisories/turns.ts';

describe('one piece of work at a time', () => {
  it('is over when it fails, too, and whoever asked for it is told', async () => {
    const turns = new Turns();
    const failing = turns.take('view', async () => Promise.reject(new Error('a bug')));
    assert.notEqual(turns.whole, null);
    await assert.rejects(failing, /a bug/);
    assert.equal(turns.whole, null);
    const thrown = turns.take('view', () => {
      throw new Error('at once');
    });
    await assert.rejects(thrown, /at once/);
    assert.equal(turns.whole, null);
  });

  it('fails nobody when it was overtaken: the work that came after it is waited for', async () => {
    const turns = new Turns();
    const stopped = (signal: AbortSignal) =>
      new Promise<void>((_, fail) => signal.addEventListener('abort', () => fail(new Error('stopped'))));
    const first = turns.take('view', stopped);
    let done = false;
    const second = turns.take('command', async () => {
      await Promise.resolve();
      done = true;
    });
    await first;
    assert.ok(done);
    await second;
    const last = turns.take('view', stopped);
    assert.ok(turns.stop('view'));
    await last;
    assert.equal(turns.whole, null);
  });
});
