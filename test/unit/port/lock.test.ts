import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim, isHeld, isHeldElsewhere, release } from '../../../src/jobs/lock.ts';

/** No process has it: beyond what any system gives. */
const dead = '999999999';
/** A lock that a process wrote which had the number of this one: it was killed, and began at another time. */
const reused = `${process.pid} before/1`;

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

  /** As a window left it that was killed before the machine was started last. */
  const older = async (folder: string, text: string, name = 'lock') => {
    await writeFile(join(folder, name), text);
    await utimes(join(folder, name), 0, 0);
  };

  for (const [what, left] of [
    ['of a process that was killed', { lock: dead }],
    ['that nobody has', {}],
    ['of a process that was killed while it took over', { lock: dead, [`lock.${dead}.0`]: dead }],
    ['whose number another process has by now', { lock: reused }],
  ] as const) {
    it(`${what} comes to one of five windows that want it at once`, async () => {
      for (let round = 0; round < 25; round++) {
        const folder = join(root, `${what}-${round}`);
        await mkdir(folder);
        for (const [name, text] of Object.entries(left)) await older(folder, text, name);
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

  it('is taken from a window that lives by nobody, however old it is', async function () {
    if (process.platform !== 'linux') return this.skip();
    const folder = join(root, 'long');
    await tell(folder);
    await utimes(join(folder, 'lock'), 0, 0);
    assert.equal(await isHeldElsewhere(folder), true);
    await assert.rejects(claim(folder), { kind: 'busy' });
    const ours = join(root, 'ours');
    await claim(ours);
    await utimes(join(ours, 'lock'), 0, 0);
    assert.deepEqual([...new Set(await tell(ours))], [false]);
  });

  it('is nobody’s where the number of its process is another program’s by now', async function () {
    if (process.platform !== 'linux') return this.skip();
    const folder = join(root, 'number');
    await tell(folder);
    const text = await readFile(join(folder, 'lock'), 'utf8');
    await writeFile(join(folder, 'lock'), text.replace(/^\d+/, String(process.ppid)));
    assert.deepEqual([await isHeldElsewhere(folder), await isHeld(folder)], [false, false]);
    await claim(folder);
    assert.deepEqual([...new Set(await tell(folder))], [false]);
  });

  it('is nobody’s where the process that was killed had our number', async () => {
    const folder = join(root, 'namesake');
    await mkdir(folder);
    await writeFile(join(folder, 'lock'), reused);
    assert.equal(await isHeld(folder), false);
    await release(folder);
    assert.deepEqual(await readdir(folder), ['lock'], 'it was not ours');
    await claim(folder);
    assert.equal(await isHeld(folder), true);
    assert.notEqual(await readFile(join(folder, 'lock'), 'utf8'), reused);
    assert.deepEqual([...new Set(await tell(folder))], [false]);
  });

  it('that says no more than a number counts while that process runs, unless the machine was started since', async () => {
    const folder = join(root, 'old');
    await mkdir(folder);
    await writeFile(join(folder, 'lock'), String(windows[0]!.pid));
    assert.equal(await isHeldElsewhere(folder), true);
    await assert.rejects(claim(folder), { kind: 'busy' });
    await older(folder, String(windows[0]!.pid));
    assert.equal(await isHeldElsewhere(folder), false);
    await claim(folder);
    assert.deepEqual([...new Set(await tell(folder))], [false]);
  });
});
