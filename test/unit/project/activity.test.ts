import assert from 'node:assert/strict';
import { activityOf, type ActivityFacts, type Member, type WorkedOn } from '../../../src/project/index.ts';

const member = (login: string, more: Partial<Member> = {}): Member => ({
  ...{ name: login, login, admin: false, releaseManager: false },
  ...more,
});
const since = '2026-01-15';
const worked = (more: Partial<WorkedOn> = {}): WorkedOn => ({
  ...{ open: false, updatedAt: '2026-06-01T12:00:00Z', coordinators: [], comments: [] },
  ...more,
});
const said = (author: string | null, createdAt: string) => ({ author, createdAt });

const rows = (facts: Partial<ActivityFacts>) =>
  activityOf({ members: [member('Cumin')], council: [], since, advisories: [], whole: true, ...facts });
const one = (facts: Partial<ActivityFacts>) => rows(facts)[0]!;

describe('the activity of members', () => {
  it('is a credit as coordinator on what was open or changed since the day', () => {
    for (const [updatedAt, open, verdict] of [
      ['2026-01-15T00:00:00Z', false, 'active'],
      ['2026-01-14T23:59:59Z', false, 'inactive'],
      ['2026-01-15T00:30:00+01:00', false, 'inactive'],
      ['2026-01-14T23:30:00-01:00', false, 'active'],
      ['2020-01-01T00:00:00Z', true, 'active'],
      ['', false, 'active'],
    ] as const) {
      const row = one({ advisories: [worked({ updatedAt, open, coordinators: ['cumin'] })] });
      assert.equal(row.verdict, verdict, `${updatedAt} ${open}`);
      assert.deepEqual(row.coordinated, { seen: verdict === 'active' ? 1 : 0, whole: true });
    }
  });

  it('is a comment since the day, also on what was closed long before', () => {
    for (const [createdAt, verdict] of [
      ['2026-01-15T00:00:00Z', 'active'],
      ['2026-01-14T23:59:59Z', 'inactive'],
      ['nonsense', 'active'],
    ] as const) {
      const advisory = worked({ updatedAt: '2025-01-01T00:00:00Z', comments: [said('CUMIN', createdAt)] });
      assert.equal(one({ advisories: [advisory] }).verdict, verdict, createdAt);
    }
  });

  it('counts advisories, not comments, and tells the last day', () => {
    const row = one({
      advisories: [
        worked({ coordinators: ['Cumin', 'mace'], updatedAt: '2026-02-01T10:00:00Z' }),
        worked({ comments: [said('cumin', '2026-03-01T10:00:00Z'), said('cumin', '2026-05-02T10:00:00Z')] }),
        worked({ comments: [said('cumin', '2026-04-01T10:00:00Z'), said(null, '2026-07-01T10:00:00Z')] }),
      ],
    });
    assert.deepEqual(
      [row.coordinated.seen, row.commented.seen, row.last],
      [1, 2, '2026-05-02T10:00:00.000Z'],
    );
  });

  it('is unknown, never inactive, where comments or advisories are not seen, or the account is not known', () => {
    const closed = worked({ comments: null });
    assert.equal(one({ advisories: [worked(), closed] }).verdict, 'unknown');
    assert.deepEqual(one({ advisories: [worked(), closed] }).commented, { seen: 0, whole: false });
    assert.deepEqual(one({ advisories: [closed] }).coordinated, { seen: 0, whole: true });
    assert.equal(one({ whole: false }).verdict, 'unknown');
    assert.equal(one({ gone: ['CUMIN'] }).verdict, 'unknown');
    assert.equal(one({}).verdict, 'inactive');
  });

  it('is active for what was seen, however much was not', () => {
    const row = one({
      whole: false,
      advisories: [worked({ comments: null }), worked({ comments: [said('cumin', '2026-04-01T00:00:00Z')] })],
    });
    assert.equal(row.verdict, 'active');
    assert.deepEqual(row.commented, { seen: 1, whole: false });
  });

  it('leaves release managers and the Steering Council alone, and says why', () => {
    const members = [member('basil', { releaseManager: true }), member('mace'), member('cumin')];
    const all = rows({ members, council: ['MACE', 'stranger'] });
    assert.deepEqual(
      all.map(({ verdict, exempt }) => [verdict, exempt]),
      [
        ['exempt', ['Release Manager']],
        ['exempt', ['Steering Council']],
        ['inactive', []],
      ],
    );
    const both = rows({ members, council: ['basil'], whole: false })[0]!;
    assert.deepEqual([both.verdict, both.exempt], ['exempt', ['Release Manager', 'Steering Council']]);
  });
});
