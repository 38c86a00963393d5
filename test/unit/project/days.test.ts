import assert from 'node:assert/strict';
import { dayOfTime, dayProblem, startOf, yearBefore } from '../../../src/project/index.ts';

describe('the days of a report', () => {
  it('are those of UTC, in whatever zone this machine is', () => {
    const zone = process.env['TZ'];
    try {
      for (const there of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
        process.env['TZ'] = there;
        assert.equal(dayOfTime(new Date('2026-11-20T23:59:59Z')), '2026-11-20', there);
        assert.equal(dayOfTime(new Date('2026-11-21T00:00:00Z')), '2026-11-21', there);
        assert.equal(startOf('2026-11-20'), Date.UTC(2026, 10, 20), there);
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  for (const [day, before] of [
    ['2026-11-20', '2025-11-20'],
    ['2024-02-29', '2023-02-28'],
    ['2025-02-28', '2024-02-28'],
    ['2024-03-01', '2023-03-01'],
    ['2026-01-01', '2025-01-01'],
  ] as const)
    it(`a year before ${day} is ${before}`, () => assert.equal(yearBefore(day), before));

  const now = new Date('2026-11-20T23:30:00Z');
  it('take today, days before it, and spaces around them', () => {
    for (const day of ['2026-11-20', '2025-11-20', ' 2026-01-01 ', '2024-02-29', '1999-12-31'])
      assert.equal(dayProblem(day, now), null, day);
  });

  it('refuse what is no day', () => {
    for (const text of [
      ...['', 'yesterday', '2026', '2026-11', '20-11-2026', '2026/11/20', '2026-1-1', '12026-01-01'],
      ...[
        '2026-02-29',
        '2026-02-30',
        '2026-13-01',
        '2026-00-10',
        '2026-11-00',
        '2026-11-31',
        '2026-11-20T00:00',
      ],
    ])
      assert.equal(dayProblem(text, now), 'Write a day, as 2026-01-31.', text);
  });

  it('refuse what has not come yet in UTC, and say which day it is there', () =>
    assert.equal(dayProblem('2026-11-21', now), 'This day has not come yet: it is 2026-11-20 in UTC.'));
});
