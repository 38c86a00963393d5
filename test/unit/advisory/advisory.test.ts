import assert from 'node:assert/strict';
import { isCoordinator } from '../../../src/advisory/assignment.ts';
import { parseGhsaId, parseRepo } from '../../../src/advisory/id.ts';
import { shortId } from '../../../src/advisory/model.ts';
import { stripTags, tagsIn } from '../../../src/advisory/title.ts';
import { dayOf, dueDate, urgency } from '../../../src/process/clock.ts';

describe('titles', () => {
  it('lose their tags wherever they stand', () => {
    assert.equal(stripTags('[ACCEPTED] Spam [closed]  parser'), 'Spam parser');
    assert.equal(stripTags('Spam [3.14] parser'), 'Spam [3.14] parser');
    assert.deepEqual(
      tagsIn('a [Duplicate]').map(({ tag, start }) => [tag, start]),
      [['Duplicate', 2]],
    );
  });
});

describe('ids', () => {
  it('are read in any casing and nothing else is', () => {
    assert.equal(parseGhsaId(' ghsa-7Q4M-xv2c-93rp'), 'GHSA-7q4m-xv2c-93rp');
    for (const wrong of ['GHSA-7q4m-xv2c', 'GHSA-7q4m-xv2c-93r1', '../GHSA-7q4m-xv2c-93rp', '']) {
      assert.equal(parseGhsaId(wrong), null);
    }
    assert.equal(shortId('GHSA-7q4m-xv2c-93rp'), '93rp');
  });

  it('of repositories hold no path', () => {
    assert.deepEqual(parseRepo('python/cpython'), { owner: 'python', name: 'cpython' });
    for (const wrong of ['python', 'python/..', 'a/b/c', '-a/b', 'a b/c'])
      assert.equal(parseRepo(wrong), null);
  });
});

describe('assignment', () => {
  it('is the credit of type coordinator, in any casing', () => {
    const advisory = {
      credits: [
        { login: 'parsley-dev', type: 'reporter' as const },
        { login: 'Octo-Coordinator', type: 'coordinator' as const },
      ],
    };
    assert.ok(isCoordinator(advisory, 'octo-coordinator'));
    assert.ok(!isCoordinator(advisory, 'parsley-dev'));
  });
});

describe('the day of ninety', () => {
  const now = new Date('2026-11-21T23:59:00Z');

  it('counts days of the calendar in UTC, the day of the report being day 0', () => {
    assert.equal(dayOf('2026-11-21T00:00:00Z', now), 0);
    assert.equal(dayOf('2026-11-20T23:59:59Z', now), 1);
    assert.equal(dayOf('2026-10-11T12:00:00Z', now), 41);
    assert.equal(dayOf('2027-01-01T00:00:00Z', now), 0);
    assert.equal(dayOf('', now), 0);
  });

  it('ends ninety days after the report', () => {
    assert.equal(dueDate('2026-10-11T12:00:00Z').toISOString().slice(0, 10), '2027-01-09');
    assert.deepEqual([75, 76, 90, 91].map(urgency), ['calm', 'soon', 'soon', 'overdue']);
  });
});
