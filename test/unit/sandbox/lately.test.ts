import assert from 'node:assert/strict';
import { lately } from '../../../src/sandbox/lately.ts';

describe('answers of git that cannot change', () => {
  const [one, two] = ['1'.repeat(40), '2'.repeat(40)];

  it('are asked for once, by the whole names of commits only', async () => {
    let asked = 0;
    const kept = lately<number>();
    const ask = async () => ++asked;
    assert.deepEqual([await kept([one, two], ask), await kept([one, two], ask)], [1, 1]);
    assert.equal(await kept([two, one], ask), 2);
    for (const name of ['main', one.slice(0, 12), 'HEAD'])
      assert.notEqual(await kept([one, name], ask), await kept([one, name], ask), name);
  });

  it('are asked for anew where git failed', async () => {
    const kept = lately<string>();
    await assert.rejects(kept([one], () => Promise.reject(new Error('no such commit'))));
    assert.equal(await kept([one], async () => 'there now'), 'there now');
  });

  it('are the last ones only', async () => {
    let asked = 0;
    const kept = lately<number>();
    const name = (n: number) => n.toString(16).padStart(40, '0');
    for (let n = 0; n < 1_000; n++) await kept([name(n)], async () => ++asked);
    assert.equal(await kept([name(999)], async () => ++asked), 1_000);
    assert.equal(await kept([name(0)], async () => ++asked), 1_001);
  });
});
