import assert from 'node:assert/strict';
import { botDue, dayOf, dueDate, idleDays, idleLimit, isIdle } from '../../../src/process/clock.ts';
import { assess } from '../../../src/process/index.ts';
import { askedBot, botWords, dated } from '../../../src/process/words.ts';
import { advisory, ago, cpython, factsOf, me, now, oneDay } from './facts.ts';
import { inZone, wallClock } from './zone.ts';

const bot = { everyMinutes: 60, makesFork: true, reservesCve: true };

describe('the day of ninety', () => {
  it('is one of the calendar in UTC, wherever the reader sits', () => {
    for (const zone of ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati']) {
      inZone(zone, () => {
        const lateInTheWest = new Date('2026-11-20T23:59:59Z');
        assert.equal(dayOf('2026-11-20T00:00:00Z', lateInTheWest), 0);
        assert.equal(dayOf('2026-11-19T23:59:59Z', lateInTheWest), 1);
        assert.equal(dayOf('2026-11-19T23:59:59Z', new Date('2026-11-21T00:00:00Z')), 2);
      });
    }
  });

  it('counts whole days over a change of the clocks', () => {
    inZone('Europe/Berlin', () => {
      assert.equal(dayOf('2026-10-24T22:30:00Z', new Date('2026-10-25T23:30:00Z')), 1);
      assert.equal(dayOf('2026-03-28T23:30:00Z', new Date('2026-03-29T00:30:00Z')), 1);
    });
  });

  it('includes the ninetieth: overdue is the day after the due date', () => {
    const reported = '2026-08-20T23:00:00Z';
    assert.equal(dueDate(reported).toISOString(), '2026-11-18T00:00:00.000Z');
    assert.equal(dayOf(reported, new Date('2026-11-18T23:59:59Z')), 90);
    assert.equal(dayOf(reported, new Date('2026-11-19T00:00:00Z')), 91);
  });

  it('is due from two weeks before it', () => {
    const due = (day: number) => assess(factsOf({}, { createdAt: ago(day * oneDay) })).due;
    assert.deepEqual([0, 75, 76, 90, 91].map(due), [false, false, true, true, true]);
  });
});

describe('idle days', () => {
  const unassigned = (days: number) =>
    advisory({ state: 'triage', credits: [], createdAt: ago(9 * oneDay), updatedAt: ago(days * oneDay) });

  it('are dates in UTC since the last change', () => {
    const at = new Date('2026-11-20T00:01:00Z');
    assert.equal(idleDays({ updatedAt: '2026-11-19T23:59:00Z', createdAt: '' }, at), 1);
    assert.equal(idleDays({ updatedAt: '2026-11-20T00:00:00Z', createdAt: '' }, at), 0);
  });

  it('fall back to the report, and are none where nothing can be read or clocks differ', () => {
    assert.equal(idleDays({ updatedAt: 'soon', createdAt: ago(4 * oneDay) }, now), 4);
    assert.equal(idleDays({ updatedAt: '', createdAt: '' }, now), 0);
    assert.equal(idleDays({ updatedAt: ago(-3 * oneDay), createdAt: '' }, now), 0);
  });

  it('are too many when more than three are past without a coordinator', () => {
    assert.equal(idleLimit, 3);
    assert.deepEqual(
      [2, 3, 4].map(days => isIdle(unassigned(days), now)),
      [false, false, true],
    );
    assert.ok(!isIdle({ ...unassigned(9), credits: [{ login: me, type: 'coordinator' }] }, now));
    assert.ok(!isIdle({ ...unassigned(9), state: 'closed' }, now));
  });

  it('make an unassigned one due', () => {
    const due = (days: number) => assess(factsOf({ advisory: unassigned(days) })).due;
    assert.deepEqual([3, 4].map(due), [false, true]);
  });
});

describe('the hour of the bot', () => {
  const at = (iso: string) => new Date(`2026-11-20T${iso}Z`);
  const due = (asked: string | null, clock: string) => {
    const found = botDue(asked && `2026-11-20T${asked}Z`, at(clock), bot);
    return [found.at.toISOString().slice(11, 16), found.late];
  };

  it('is the next full one strictly after it was asked', () => {
    assert.deepEqual(due('13:20:00', '13:30:00'), ['14:00', false]);
    assert.deepEqual(due('13:59:59', '13:59:59'), ['14:00', false]);
    assert.deepEqual(due('14:00:00', '14:00:00'), ['15:00', false]);
  });

  it('stays that one when it is past, and is late after five minutes', () => {
    assert.deepEqual(due('13:20:00', '14:05:00'), ['14:00', false]);
    assert.deepEqual(due('13:20:00', '14:05:01'), ['14:00', true]);
  });

  it('is the next one where nobody knows when it was asked, or clocks differ', () => {
    assert.deepEqual(due(null, '13:30:00'), ['14:00', false]);
    assert.deepEqual(due('19:30:00', '13:30:00'), ['14:00', false]);
    assert.equal(botDue('yesterday', at('13:30:00'), bot).at.toISOString(), '2026-11-20T14:00:00.000Z');
  });

  it('follows the bot, whose hours are those of UTC', () => {
    assert.equal(botDue(null, at('13:30:00'), { everyMinutes: 15 }).at.toISOString().slice(11, 16), '13:45');
    assert.ok(botDue(null, at('13:30:00'), { everyMinutes: 0 }).at > at('13:30:00'));
  });
});

describe('words of time', () => {
  wallClock();
  const words = (asked: string | undefined, clock: string) => askedBot(asked, new Date(clock), bot);

  it('are those of the clock on the wall', () => {
    const said = (zone: string) => inZone(zone, () => words('2026-11-20T12:20:00Z', '2026-11-20T12:30:00Z'));
    assert.equal(said('Europe/Berlin'), 'asked 13:20, bot at 14:00');
    assert.equal(said('Asia/Kolkata'), 'asked 17:50, bot at 18:30');
    assert.equal(said('America/New_York'), 'asked 07:20, bot at 08:00');
  });

  it('are right when the clocks change in between', () => {
    inZone('Europe/Berlin', () =>
      // 02:40 summer time; the full hour after it is 02:00 winter time.
      assert.equal(words('2026-10-25T00:40:00Z', '2026-10-25T00:45:00Z'), 'asked 02:40, bot at 02:00'),
    );
  });

  it('say when the bot is late, with the day where it is another one', () => {
    inZone('UTC', () => {
      assert.equal(
        words('2026-11-20T13:20:00Z', '2026-11-20T14:30:00Z'),
        'asked 13:20, bot was due at 14:00',
      );
      assert.equal(
        words('2026-11-12T13:20:00Z', '2026-11-20T14:30:00Z'),
        'asked 12 Nov 13:20, bot was due at 14:00',
      );
      assert.equal(words('2026-11-20T23:20:00Z', '2026-11-20T23:30:00Z'), 'asked 23:20, bot at 21 Nov 00:00');
      assert.equal(
        botWords('2025-11-12T13:20:00Z', new Date('2026-11-20T14:30:00Z'), bot),
        'bot was due at 12 Nov 2025 14:00',
      );
    });
  });

  it('leave out what is not known or cannot be', () => {
    inZone('UTC', () => {
      for (const asked of [undefined, '', 'noon', '2026-11-20T18:00:00Z'])
        assert.equal(words(asked, '2026-11-20T13:30:00Z'), 'asked, bot at 14:00');
      assert.equal(dated('asked', '2026-11-12T13:20:00Z', now), 'asked 12 Nov');
      assert.equal(dated('asked', 'noon', now), 'asked');
      assert.equal(dated('sent', '2025-09-02T13:20:00Z', now), 'sent 2 Sep 2025');
    });
  });

  it('stand in the steps', () => {
    const facts = factsOf(
      { profile: cpython, progress: { asked: { tag: 'accepted', at: ago(10) } } },
      { state: 'triage', title: '[ACCEPTED] Toast' },
    );
    assert.equal(assess(facts).steps[1]!.detail, 'asked 13:20, bot at 14:00');
  });
});
