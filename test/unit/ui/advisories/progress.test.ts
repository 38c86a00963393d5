import assert from 'node:assert/strict';
import { ProgressRecords } from '../../../../src/ui/common/progress.ts';
import { memory } from './parts.ts';
import { sample } from './sample.ts';
import { withNote, withoutNote } from '../../../../src/ui/backports/notes.ts';

const advisory = sample();
const at = '2026-11-20T13:20:00Z';
const asked = { tag: 'ACCEPTED', at };

/** Holds the answers of a store's readings back, with what lay there when they were asked for. */
function gated() {
  let held: Promise<void> | null = null;
  let reach = () => {};
  const gate = {
    reached: Promise.resolve(),
    answer: () => {},
    open: () => void (held = null),
    close() {
      held = new Promise(done => (gate.answer = done));
      gate.reached = new Promise(done => (reach = done));
    },
    hold: async <T>(answer: T): Promise<T> => {
      reach();
      await held;
      return answer;
    },
  };
  return gate;
}

describe('what this machine remembers of advisories', () => {
  let records: Map<string, unknown>;
  let apiUrl: string;
  beforeEach(() => {
    records = new Map();
    apiUrl = 'https://api.github.com';
  });
  const made = () => new ProgressRecords(memory(records), () => apiUrl);

  it('is seen at once, told once, and found again after a restart', async () => {
    const progress = made();
    let told = 0;
    progress.onDidChange(() => told++);
    assert.deepEqual(progress.of(advisory), {});
    const kept = progress.update(advisory, { asked });
    assert.deepEqual(progress.of(advisory), { asked });
    assert.equal(told, 1);
    await kept;
    await progress.update(advisory, { asked: { ...asked } });
    assert.equal(told, 1, 'nothing new');
    const again = made();
    await again.load();
    assert.deepEqual(again.of(advisory), { asked });
  });

  it('is one object for as long as nothing changed', async () => {
    const progress = made();
    await progress.update(advisory, { asked });
    const before = progress.of(advisory);
    await progress.load();
    assert.equal(progress.of(advisory), before);
    await progress.update(advisory, { cveAskedAt: at });
    assert.deepEqual(progress.of(advisory), { asked, cveAskedAt: at });
  });

  it('forgets what is undefined', async () => {
    const progress = made();
    await progress.update(advisory, { asked, announcedAt: at });
    await progress.update(advisory, { asked: undefined });
    assert.deepEqual(progress.of(advisory), { announcedAt: at });
    assert.deepEqual([...records.values()], [{ announcedAt: at }]);
  });

  it('is of one advisory at one GitHub', async () => {
    const progress = made();
    await progress.update(advisory, { asked });
    assert.deepEqual(progress.of(sample({ ghsaId: 'GHSA-2222-2222-2222' })), {});
    apiUrl = 'http://127.0.0.1:1/api';
    assert.deepEqual(progress.of(advisory), {});
  });

  it('takes in what another window wrote, and survives what is no record', async () => {
    const [one, other] = [made(), made()];
    await one.update(advisory, { asked });
    let told = 0;
    other.onDidChange(() => told++);
    records.set('ghsa.progress:broken', 'nonsense');
    await other.load();
    assert.deepEqual(other.of(advisory), { asked });
    assert.equal(told, 1);
  });

  it('writes in the order of the changes, the last one whole', async () => {
    const progress = made();
    const writes = [
      progress.update(advisory, { cveAskedAt: '1' }),
      progress.update(advisory, { cveAskedAt: '2' }),
      progress.update(advisory, { creditAskedAt: '3' }),
    ];
    await Promise.all(writes);
    assert.deepEqual([...records.values()], [{ cveAskedAt: '2', creditAskedAt: '3' }]);
  });

  it('changes one note of a field and leaves those that another window wrote there', async () => {
    const [here, there] = [made(), made()];
    await here.update(advisory, { notBackported: { '3.11': 'not there' } });
    await there.load();
    await here.update(advisory, withNote('notBackported', '3.12', 'not there either '));
    await there.update(advisory, withNote('notBackported', '3.13', 'no such module'));
    await there.update(advisory, withoutNote('notBackported', '3.11'));
    await here.load();
    const kept = { '3.12': 'not there either', '3.13': 'no such module' };
    assert.deepEqual(there.of(advisory).notBackported, kept);
    assert.deepEqual(here.of(advisory).notBackported, kept);
  });

  it('is not overtaken by a reading that began before a change', async () => {
    const gate = gated();
    const store = memory(records);
    const load = async (key: string) => gate.hold(await store.load(key));
    const progress = new ProgressRecords({ ...store, load }, () => apiUrl);
    await progress.update(advisory, { creditAskedAt: '1' });
    gate.close();
    const loading = progress.load();
    await gate.reached;
    gate.open();
    await progress.update(advisory, { cveAskedAt: '2' });
    gate.answer();
    await loading;
    assert.deepEqual(progress.of(advisory), { creditAskedAt: '1', cveAskedAt: '2' });
    gate.close();
    const again = progress.load();
    await gate.reached;
    gate.open();
    const forgotten = progress.forgetAll();
    gate.answer();
    await Promise.all([again, forgotten]);
    assert.deepEqual(progress.of(advisory), {});
  });

  it('goes back to no earlier change while the writes follow each other', async () => {
    const progress = made();
    const seen: (string | undefined)[] = [];
    progress.onDidChange(() => seen.push(progress.of(advisory).cveAskedAt));
    await Promise.all(['1', '2', '3'].map(cveAskedAt => progress.update(advisory, { cveAskedAt })));
    assert.deepEqual(seen, ['1', '2', '3']);
    const write = progress.update(advisory, { cveAskedAt: '4' });
    await Promise.all([write, progress.forgetAll()]);
    assert.deepEqual(progress.of(advisory), {});
  });

  it('lies under keys that say which advisory and nothing of it', async () => {
    await made().update(advisory, { seen: { readers: ['parsley-dev'], at } });
    assert.deepEqual(
      [...records.keys()],
      ['ghsa.progress:https://api.github.com/python/cpython/ghsa-7q4m-xv2c-93rp'],
    );
  });

  it('leaves what another window wrote meanwhile, and is forgotten whole', async () => {
    const [one, other] = [made(), made()];
    await one.update(advisory, { asked });
    await other.update(advisory, { cveAskedAt: at });
    assert.deepEqual([...records.values()], [{ asked, cveAskedAt: at }]);
    assert.equal(other.count, 1);
    await other.forgetAll();
    assert.deepEqual([other.count, records.size, other.of(advisory)], [0, 0, {}]);
  });
});
