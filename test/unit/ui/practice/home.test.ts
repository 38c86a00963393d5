import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sandbox from '../../../../src/sandbox/index.ts';
import { findRunning, Home, takeOver } from '../../../../src/ui/practice/home.ts';
import { leave, sweep, wipe } from '../../../../src/ui/practice/leave.ts';
import { placeOf, type Place } from '../../../../src/ui/practice/place.ts';

describe('the practice GitHub of a window', () => {
  let folder: string;
  let place: Place;
  /** A process that lives: another window's. */
  let other: ChildProcess;
  let taken: () => void = () => undefined;
  let isTaken: Promise<void>;
  const open = () =>
    Home.open({
      place,
      load: async () => sandbox,
      changed: () => undefined,
      taken: () => taken(),
      patience: 0,
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghsa-home-'));
    place = placeOf(folder);
    other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    isTaken = new Promise(done => (taken = done));
  });
  afterEach(async () => {
    other.stdin!.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('says that practice is open in another window, and leaves it alone', async () => {
    await mkdir(place.root, { recursive: true });
    await writeFile(join(place.root, 'lock'), String(other.pid));
    await assert.rejects(open(), { kind: 'elsewhere', message: 'Practice is open in another window.' });
    assert.deepEqual(await readdir(place.root), ['lock']);
  });

  it('is taken by whoever insists, when the number in its lock is another program’s by now', async () => {
    const home = await open();
    const { running } = home;
    await home.stop();
    await writeFile(place.lock, String(other.pid));
    await writeFile(place.running, JSON.stringify(running));
    await assert.rejects(open(), { kind: 'elsewhere' }, 'nobody insisted');
    await takeOver(place);
    await (await open()).stop();
  });

  it('is not taken from a window that answers, or has just begun', async () => {
    const home = await open();
    await writeFile(place.lock, String(other.pid));
    await writeFile(place.takeover, String(process.pid));
    await assert.rejects(open(), { kind: 'elsewhere' });
    await home.stop();
    await assert.rejects(open(), { kind: 'elsewhere' });
    await utimes(place.lock, 0, 0);
    await (await open()).stop();
  });

  it('is no longer left when it is begun anew, and never swept away while it runs', async () => {
    await mkdir(place.root, { recursive: true });
    await writeFile(place.left, '');
    const home = await open();
    assert.ok(!existsSync(place.left));
    await home.stop();
    await writeFile(place.left, '');
    await writeFile(place.lock, String(other.pid));
    await sweep(place);
    assert.ok(existsSync(place.sandbox));
    await rm(place.lock);
    await sweep(place);
    assert.ok(!existsSync(place.root));
  });

  it('begins after a window that was killed', async () => {
    await mkdir(place.root, { recursive: true });
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise(done => dead.once('exit', done));
    await writeFile(join(place.root, 'lock'), String(dead.pid));
    await (await open()).stop();
  });

  it('is found by the windows that a port opens, while it runs', async () => {
    assert.equal(await findRunning(place), null);
    const home = await open();
    assert.deepEqual(await findRunning(place), home.running);
    await home.stop();
    assert.equal(await findRunning(place), null);
    assert.ok(!existsSync(join(place.root, 'lock')));
  });

  it('stops for another window that takes it over', async () => {
    const home = await open();
    await takeOver(place);
    await writeFile(place.takeover, String(other.pid));
    await isTaken;
    assert.equal(await findRunning(place), null);
    await assert.rejects(fetch(home.running.api));
  });

  it('is left without a trace but the workspace file, and that goes with the next ordinary window', async () => {
    const home = await open();
    await writeFile(place.workspaceFile, '{}');
    await mkdir(join(place.storage, 'scratch', 'job'), { recursive: true });
    await home.stop();
    const kept = {
      secrets: {},
      globalState: { get: () => [], keys: () => [], update: async () => undefined },
    };
    await leave(place, kept as unknown as Parameters<typeof leave>[1]);
    assert.deepEqual((await readdir(place.root)).sort(), ['Practice.code-workspace', 'cpython', 'left']);
    assert.deepEqual(await readdir(place.clone), []);
    await sweep(place);
    assert.ok(!existsSync(place.root));
  });

  it('is new after a reset, and what was kept of it is gone', async () => {
    const home = await open();
    home.sandbox.store.advisory('GHSA-p3q4-r5v6-w7x8')!.summary = 'Changed';
    await home.stop();
    await mkdir(join(place.storage, 'scratch'), { recursive: true });
    const kept = {
      secrets: {},
      globalState: { get: () => [], keys: () => [], update: async () => undefined },
    };
    await wipe(place, kept as unknown as Parameters<typeof wipe>[1]);
    assert.ok(!existsSync(place.storage));
    const again = await open();
    assert.equal(again.sandbox.beginning, 'new');
    assert.notEqual(again.sandbox.store.advisory('GHSA-p3q4-r5v6-w7x8')!.summary, 'Changed');
    await again.stop();
  });

  it('is not swept away while it is only kept for later', async () => {
    await (await open()).stop();
    await sweep(place);
    assert.ok(existsSync(place.sandbox));
  });
});
