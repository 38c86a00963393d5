import assert from 'node:assert/strict';
import type { Outcome } from '../../faults/run.ts';
import { complaint, survived, table, unarmed, untold } from '../../faults/table.ts';

const fine: Outcome = {
  ...{ id: 'port/3/404', job: 'port', kind: '404', at: 'GET /user', met: true, others: false, ms: 1 },
  ...{ duplicates: [], lost: [], leaks: [], stuck: [], unclear: [] },
};

describe('the table of the fault matrix', () => {
  it('counts each kind of harm, and names the pair that is to be run again', () => {
    for (const column of ['duplicates', 'lost', 'leaks', 'stuck', 'unclear'] as const) {
      const bad = { ...fine, [column]: ['Two issues are there.'] };
      assert.ok(!survived(bad), column);
      const [head = '', row = ''] = table([fine, bad]);
      const place = head.trim().split(/\s+/).indexOf(column);
      assert.deepEqual(
        [row.split(/\s+/)[1], row.split(/\s+/)[2], row.split(/\s+/)[place]],
        ['2', '1', '1'],
        row,
      );
      assert.match(complaint(bad, 9), /--seed 9 --pair 'port\/3\/404'\n {2}\w+: Two issues are there\./);
    }
    assert.ok(survived(fine));
  });

  it('does not take for survived what was never injected', () => {
    const unmet = { ...fine, met: false };
    const said = (outcomes: readonly Outcome[]) => unarmed(outcomes, ['port']);
    assert.deepEqual(said([fine]), []);
    assert.deepEqual(said([unmet]), ['port: not one fault was met.', '404: not one fault was met.']);
    assert.deepEqual(said([fine, unmet]), []);
    assert.deepEqual(said([fine, unmet, unmet]), ['2 of 3 faults were not met.']);
    assert.deepEqual(said([...Array<Outcome>(598).fill(fine), unmet, unmet, unmet]), []);
    assert.deepEqual(said([...Array<Outcome>(596).fill(fine), unmet, unmet, unmet]), [
      '3 of 599 faults were not met.',
    ]);
    assert.deepEqual(said([fine, { ...unmet, kind: '500' }]), ['500: not one fault was met.']);
    assert.deepEqual(unarmed([fine], ['port', 'save']), ['save: not one fault was met.']);
    assert.equal(table([fine, unmet])[1]?.split(/\s+/)[1], '1');
  });

  it('names what was planned and never told', () => {
    assert.deepEqual(untold([fine.id], [fine]), []);
    assert.deepEqual(untold([fine.id, 'port/4/404'], [fine]), [
      'port/4/404: planned, and nothing was told of it.',
    ]);
  });
});
