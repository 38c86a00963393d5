import assert from 'node:assert/strict';
import { type FromV3, fromV3 } from '../../../src/cvss/index.ts';

function proposal(vector: string): Extract<FromV3, { ok: true }> {
  const found = fromV3(vector);
  assert.ok(found.ok, found.ok ? '' : found.error);
  return found;
}

const missing = (vector: string) => proposal(vector).unset.map(({ metric }) => metric);

describe('cvss: a proposal from v3', () => {
  it('takes over what has one counterpart, and asks for what v3.1 does not have', () => {
    const found = proposal('CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:L/A:N');
    assert.deepEqual(found.set, { AV: 'N', AC: 'L', PR: 'L', UI: 'N', VC: 'H', VI: 'L', VA: 'N' });
    assert.deepEqual(
      found.unset.map(({ metric }) => metric),
      ['AT', 'SC', 'SI', 'SA'],
    );
    assert.equal(found.sentence, '7 set from v3.1. Set AT, SC, SI, SA yourself: v3.1 does not have them.');
    assert.ok(found.unset.every(({ reason }) => reason.endsWith('.')));
  });

  it('leaves open what v4.0 splits', () => {
    const found = proposal('CVSS:3.0/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:H/');
    assert.deepEqual(found.set, { AV: 'P', PR: 'H', VC: 'N', VI: 'N', VA: 'H' });
    assert.deepEqual(
      found.unset.map(({ metric }) => metric),
      ['AC', 'AT', 'UI', 'SC', 'SI', 'SA'],
    );
    assert.equal(
      found.sentence,
      '5 set from v3.0. Set AT, SC, SI, SA yourself: v3.0 does not have them. ' +
        'Set AC and UI too: they have no one counterpart.',
    );
  });

  it('does not guess where the impact of a changed scope is', () => {
    const found = proposal('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:L/A:N');
    assert.deepEqual(found.set, { AV: 'N', AC: 'L', PR: 'N', UI: 'N', VA: 'N' });
    assert.deepEqual(missing('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:L/A:N'), [
      ...['AT', 'VC', 'VI', 'SC', 'SI', 'SA'],
    ]);
  });

  it('takes threat and environment over where they are given, in any order', () => {
    const found = proposal(
      'CVSS:3.1/MC:H/MS:U/E:P/RL:O/RC:C/CR:L/S:C/AV:N/AC:L/PR:N/UI:N/C:N/I:N/A:N/MUI:R/MAC:H/MPR:X',
    );
    assert.equal(found.set.E, 'P');
    assert.equal(found.set.CR, 'L');
    assert.equal(found.set.MVC, 'H');
    assert.equal(found.set.MPR, undefined);
    assert.deepEqual(
      found.unset.map(({ metric }) => metric),
      ['AT', 'SC', 'SI', 'SA', 'MAC', 'MUI'],
    );
    assert.equal(proposal('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N/E:H').set.E, 'A');
    assert.ok(missing('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N/E:F').includes('E'));
  });

  for (const [text, why] of [
    ['', 'it does not begin with CVSS:3.1/.'],
    ['CVSS:4.0/AV:N', 'it does not begin with CVSS:3.1/.'],
    ['CVSS:3.1/AV:N', 'AC is missing.'],
    ['CVSS:3.1/AV:NA', 'AV has an unknown value.'],
    ['CVSS:3.1/AV:', 'AV has an unknown value.'],
    ['CVSS:3.1/__proto__:N', 'it has an unknown metric.'],
    ['CVSS:3.1/AV:N/AV:N', 'AV stands more than once.'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}: ${why}`, () => {
      assert.deepEqual(fromV3(text), { ok: false, error: `Not a v3.1 vector: ${why}` });
    });
  }
});
