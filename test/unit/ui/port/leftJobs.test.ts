import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobError } from '../../../../src/jobs/errors.ts';
import { claim, isHeld } from '../../../../src/jobs/lock.ts';
import { jobTraces, removedWords } from '../../../../src/ui/port/jobTraces.ts';
import { removeJob } from '../../../../src/ui/port/removeJob.ts';
import { sweepScratch } from '../../../../src/ui/port/sweep.ts';

const record = { some: 'record' };

describe('what jobs left on this machine', () => {
  let root: string;
  let folder: string;
  const records = new Map<string, unknown>();
  const store = {
    load: async (key: string) => records.get(key) ?? null,
    save: async (key: string, value: unknown) => void records.set(key, value),
    remove: async (key: string) => void records.delete(key),
    keys: () => [...records.keys()],
  };
  /** Another window works with it: its process runs. */
  const takenElsewhere = () => writeFile(join(folder, 'lock'), String(process.ppid));

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ghsa-left-'));
    folder = join(root, 'backport-1');
    records.clear();
    await mkdir(join(folder, 'repository.git'), { recursive: true });
    await writeFile(join(folder, 'repository.git', 'HEAD'), 'ref: refs/heads/main\n');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('goes when nobody works with it, also what a process that ended had taken', async () => {
    await writeFile(join(folder, 'lock'), '999999999');
    await sweepScratch(root, store);
    assert.deepEqual(await readdir(root), []);
  });

  it('stays while this process or another one works with it', async () => {
    await claim(folder);
    await sweepScratch(root, store);
    await takenElsewhere();
    await sweepScratch(root, store);
    assert.equal(await removeJob(folder), false);
    assert.deepEqual(await readdir(root), ['backport-1']);
  });

  it('stays where another window wrote down its job between the look and the deletion', async () => {
    let looks = 0;
    const load = async () => (++looks === 1 ? null : record);
    await sweepScratch(root, { load });
    assert.deepEqual(await readdir(root), ['backport-1']);
    assert.equal(await isHeld(folder), false, 'and is free for that window');
  });

  it('leaves nothing half for whoever comes while it is deleted', async () => {
    // Whoever takes the folder after it was moved aside begins anew.
    assert.equal(await removeJob(folder), true);
    await claim(folder);
    assert.deepEqual(await readdir(folder), ['lock']);
    assert.deepEqual(await readdir(root), ['backport-1']);
  });

  it('is listed where its record is damaged, stays until somebody removes it, and hides nothing else', async () => {
    records.set('port-2', record);
    const damaged = {
      ...store,
      load: async (key: string) => {
        if (key === 'backport-1' && records.has(key)) throw new JobError('changed', 'It is damaged.');
        return store.load(key);
      },
    };
    records.set('backport-1', record);
    await sweepScratch(root, damaged);
    assert.deepEqual(await readdir(root), ['backport-1']);
    const traces = await jobTraces({ scratchRoot: root, store: damaged, busy: () => new Set() });
    const [one] = traces.filter(({ label }) => label === 'Damaged memory of a job');
    assert.deepEqual([traces.length, one!.picked], [2, false]);
    assert.equal(await one!.remove(), true);
    assert.deepEqual([await readdir(root), [...records.keys()]], [[], ['port-2']]);
  });

  it('goes where the number of the process that had it is another program’s by now', async () => {
    await takenElsewhere();
    // Before the machine was started last.
    await utimes(join(folder, 'lock'), 0, 0);
    const [listed] = await jobTraces({ scratchRoot: root, store, busy: () => new Set() });
    assert.equal(listed!.label, 'Scratch repository of a port that ended');
    await sweepScratch(root, store);
    assert.deepEqual(await readdir(root), []);
  });

  it('is listed where another window writes a public issue, not where a window left no more than its lock', async () => {
    const key = 'issue-1';
    await mkdir(join(root, key));
    await writeFile(join(root, key, 'lock'), String(process.ppid));
    const list = () => jobTraces({ scratchRoot: root, store, busy: () => new Set() });
    const issue = (await list()).find(({ label }) => label === 'Page of a public issue');
    assert.deepEqual([issue!.picked, await issue!.remove()], [false, false]);
    await writeFile(join(root, key, 'lock'), '999999999');
    assert.equal((await list()).length, 1);
  });

  it('is listed, and what was gone on with before the answer is kept with its record', async () => {
    records.set('backport-1', record);
    const busy = new Set<string>();
    const list = () => jobTraces({ scratchRoot: root, store, busy: () => busy });
    const [listed] = await list();
    busy.add('backport-1');
    assert.equal(await listed!.remove(), false);
    busy.clear();
    await takenElsewhere();
    assert.equal(await listed!.remove(), false);
    assert.deepEqual([await readdir(root), records.size], [['backport-1'], 1]);
    const [held, ...more] = await list();
    assert.deepEqual(
      [more.length, held!.label, held!.detail, held!.picked],
      [
        0,
        'Scratch repository of a port',
        'Open in another window or terminal. It stays until it is closed there.',
        false,
      ],
    );
    assert.equal(await held!.remove(), false);
    await rm(join(folder, 'lock'));
    assert.equal(await listed!.remove(), true);
    assert.deepEqual([await readdir(root), records.size], [[], 0]);
    assert.equal(removedWords(2, 2), '2 traces removed.');
    assert.equal(
      removedWords(1, 2),
      '1 trace removed. 1 stayed: the list was open while somebody went on with it.',
    );
  });
});
