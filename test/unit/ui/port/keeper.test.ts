import assert from 'node:assert/strict';
import type { PortLinks } from '../../../../src/jobs/port/index.ts';
import { assessBackports } from '../../../../src/process/index.ts';
import { ProgressRecords } from '../../../../src/ui/common/progress.ts';
import { keeperOf } from '../../../../src/ui/port/keeper.ts';
import { withPull } from '../../backport/facts.ts';
import { memory } from '../advisories/parts.ts';
import { sample } from '../advisories/sample.ts';

describe('what a port leaves behind', () => {
  const advisory = sample();
  const links: PortLinks = {
    ...{ repo: 'python/cpython', ghsaId: advisory.ghsaId, issue: 210_457, pull: 210_461 },
    ...{ commit: 'a'.repeat(40), droppedLabels: [] },
  };
  let kept: Map<string, unknown>;
  let records: Map<string, unknown>;
  beforeEach(() => ([kept, records] = [new Map(), new Map()]));
  const progressOf = () => new ProgressRecords(memory(records), () => 'https://api.github.com');
  const state = {
    get: <T>(key: string, otherwise?: T) => (kept.get(key) ?? otherwise) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };

  it('says of a branch that was left out why it needs no backport: nothing is repaired there', async () => {
    const progress = progressOf();
    const keep = keeperOf(state, progress, advisory);
    const leftOut = { '3.11': 'Lib/spam.py is not in 3.11' };
    await keep(links, { ticked: ['3.15', '3.14', '3.13', '3.12'], leftOut });
    assert.deepEqual(kept.get('ghsa.links'), [links]);
    const { notBackported = {} } = progress.of(advisory);
    const rowOf = (notNeeded: Readonly<Record<string, string>>) => {
      const { rows } = assessBackports({ ...withPull('3.11', null), notNeeded });
      return rows.find(({ branch }) => branch === '3.11')!;
    };
    const row = rowOf(notBackported);
    assert.deepEqual([row.need, row.reason, row.defects], ['not-needed', leftOut['3.11'], []]);
    // Without it the branch looks forgotten, and Repair would ask the bot.
    assert.notDeepEqual(rowOf({}).defects, []);
  });

  it('keeps what a person wrote in another window, and takes back what has a tick now', async () => {
    const here = progressOf();
    await here.load();
    await progressOf().update(advisory, { notBackported: { '3.12': 'the parser came later', '3.13': 'no' } });
    const leftOut = { '3.12': 'left out at the port', '3.11': 'left out at the port' };
    await keeperOf(state, here, advisory)(links, { ticked: ['3.13'], leftOut });
    const after = progressOf();
    await after.load();
    assert.deepEqual(after.of(advisory).notBackported, {
      '3.11': 'left out at the port',
      '3.12': 'the parser came later',
    });
  });

  it('notes nothing of a port that was confirmed before the ticks were remembered', async () => {
    const progress = progressOf();
    await keeperOf(state, progress, advisory)(links, null);
    assert.deepEqual([progress.of(advisory), kept.get('ghsa.links')], [{}, [links]]);
  });
});
