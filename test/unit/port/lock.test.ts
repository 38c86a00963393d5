import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim, isHeld, release } from '../../../src/jobs/lock.ts';

/** No process has it: beyond what any system gives. */
const dead = '999999999';

describe("a job's lock", function () {
  this.timeout(60_000);
  let root: string;
  let windows: ChildProcess[];
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'ghsa-lock-'));
    windows = Array.from({ length: 5 }, () => fork(join(import.meta.dirname, 'claimer.ts')));
    await Promise.all(windows.map(window => once(window, 'message')));
  });
  after(async () => {
    for (const window of windows) window.kill();
    await rm(root, { recursive: true });
  });

  /** Tells all windows at once. */
  const tell = (folder: string, letGo = false): Promise<unknown[]> =>
    Promise.all(
      windows.map(async window => {
        const answer = once(window, 'message');
        window.send({ folder, letGo });
        return (await answer)[0] as unknown;
      }),
    );

  for (const [what, left] of [
    ['of a process that was killed', ['lock']],
    ['that nobody has', []],
    ['of a process that was killed while it took over', ['lock', `lock.${dead}.0`]],
  ] as const) {
    it(`${what} comes to one of five windows that want it at once`, async () => {
      for (let round = 0; round < 25; round++) {
        const folder = join(root, `${what}-${round}`);
        await mkdir(folder);
        for (const name of left) await writeFile(join(folder, name), dead);
        const got = await tell(folder);
        assert.equal(got.filter(each => each === true).length, 1, `round ${round}: ${got.join(', ')}`);
        assert.equal(got.filter(each => each === false).length, 4);
        assert.deepEqual(await readdir(folder), ['lock']);
        await assert.rejects(claim(folder), { kind: 'busy' });
        await tell(folder, true);
        assert.equal(await isHeld(folder), false);
      }
    });
  }

  it('is the same for two claims of one window', async () => {
    const folder = join(root, 'twice');
    await mkdir(folder);
    await writeFile(join(folder, 'lock'), dead);
    await Promise.all([claim(folder), claim(folder), claim(folder)]);
    assert.deepEqual(await readdir(folder), ['lock']);
    await release(folder);
    assert.deepEqual(await readdir(folder), []);
  });
});
