import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import type { Facts } from '../../../../src/process/index.ts';
import { Loading } from '../../../../src/ui/advisories/loading.ts';
import { Polls } from '../../../../src/ui/advisories/polling.ts';
import { Rhythm, type Clock } from '../../../../src/ui/advisories/rhythm.ts';
import { factsOf } from './facts.ts';
import { sample } from './sample.ts';

const minute = 60_000;

/** A clock that a test sets. */
class TestClock implements Clock {
  #now = Date.parse('2026-11-20T13:20:00Z');
  #timers: { readonly at: number; readonly call: () => void }[] = [];

  now = () => new Date(this.#now);

  after(milliseconds: number, call: () => void) {
    const timer = { at: this.#now + milliseconds, call };
    this.#timers.push(timer);
    return { dispose: () => void (this.#timers = this.#timers.filter(other => other !== timer)) };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#now = next.at;
      next.call();
    }
    this.#now = end;
  }
}

describe('what happens by itself', () => {
  let clock: TestClock;
  let minutes: number;
  let refreshes: number;
  let looks: number;
  let rests: number;
  let polled: string[];
  let due: string[];
  let rhythm: Rhythm;

  beforeEach(() => {
    clock = new TestClock();
    [minutes, refreshes, looks, rests, polled, due] = [5, 0, 0, 0, [], []];
    rhythm = new Rhythm({
      clock,
      model: {
        duePolls: () => due.splice(0),
        poll: async id => void polled.push(id),
        rest: () => rests++,
      },
      minutes: () => minutes,
      refresh: async () => {
        refreshes++;
        rhythm.began();
      },
      passed: () => looks++,
    });
  });

  it('is nothing while nobody looks', () => {
    clock.pass(60 * minute);
    assert.equal(clock.waiting, 0);
    rhythm.see(true);
    rhythm.see(false);
    assert.equal(clock.waiting, 0);
    assert.equal(rests, 1);
    due = ['a'];
    clock.pass(60 * minute);
    assert.deepEqual([refreshes, polled], [0, []]);
  });

  it('is a refresh every few minutes, counted from the last one, whoever asked for it', () => {
    rhythm.see(true);
    clock.pass(4 * minute);
    assert.equal(refreshes, 0);
    clock.pass(minute);
    assert.equal(refreshes, 1);
    clock.pass(3 * minute);
    rhythm.began();
    clock.pass(4 * minute);
    assert.equal(refreshes, 1);
    clock.pass(minute);
    assert.equal(refreshes, 2);
  });

  it('is no refresh where the setting says never, and follows the setting', () => {
    minutes = 0;
    rhythm.see(true);
    clock.pass(60 * minute);
    assert.equal(refreshes, 0);
    minutes = 30;
    clock.pass(minute);
    assert.equal(refreshes, 1);
  });

  it('is a look at the rows each minute, and at once when they are seen again', () => {
    rhythm.see(true);
    rhythm.see(true);
    assert.equal(looks, 1);
    clock.pass(3 * minute);
    assert.equal(looks, 4);
  });

  it('is a poll of what waits for the bot, one after another, unless everything is read anyway', async () => {
    rhythm.see(true);
    due = ['a', 'b'];
    clock.pass(minute);
    await rhythm.settled();
    assert.deepEqual(polled, ['a', 'b']);
    minutes = 1;
    due = ['c'];
    clock.pass(minute);
    await rhythm.settled();
    assert.deepEqual(polled, ['a', 'b']);
    assert.equal(refreshes, 1);
  });

  it('polls no more once nobody looks', async () => {
    rhythm.see(true);
    due = ['a', 'b'];
    clock.pass(minute);
    rhythm.see(false);
    await rhythm.settled();
    assert.deepEqual(polled, []);
  });
});

describe('what waits for the bot', () => {
  const asked = sample({ title: '[ACCEPTED] Toast', state: 'triage', updatedAt: '2026-11-20T13:20:00Z' });
  const facts = (advisory: Advisory, parts: Partial<Facts> = {}) => factsOf(advisory, parts);
  const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

  it('is looked at a minute after the bot’s hour, then every five minutes', () => {
    const polls = new Polls();
    const due = (time: string) => polls.due([facts(asked)], at(time)).length;
    const times = ['13:21', '14:00', '14:01', '14:02', '14:05', '14:06', '14:07', '14:11'];
    assert.deepEqual(times.map(due), [0, 0, 1, 0, 0, 1, 0, 1]);
  });

  it('is counted from when we asked, if that was us', () => {
    const polls = new Polls();
    const progress = { asked: { tag: 'ACCEPTED', at: '2026-11-20T14:10:00Z' } };
    assert.deepEqual(polls.due([facts(asked, { progress })], at('14:30')), []);
    assert.deepEqual(polls.due([facts(asked, { progress })], at('15:01')), [
      'python/cpython/GHSA-7q4m-xv2c-93rp',
    ]);
  });

  it('is forgotten once the bot has acted, so that the next request waits for its own hour', () => {
    const polls = new Polls();
    assert.equal(polls.due([facts(asked)], at('14:01')).length, 1);
    const accepted = { ...asked, state: 'draft' as const, privateFork: 'python/fork' };
    assert.equal(polls.due([facts(accepted)], at('14:06')).length, 0);
    const closing = { ...accepted, title: '[CLOSED] Toast', updatedAt: '2026-11-20T14:10:00Z' };
    assert.equal(polls.due([facts(closing)], at('14:20')).length, 0);
    assert.equal(polls.due([facts(closing)], at('15:01')).length, 1);
  });

  it('is a tag, or a draft without its fork or CVE id; nothing where no bot is', () => {
    const due = (parts: Partial<Advisory>, more: Partial<Facts> = {}) =>
      new Polls().due([facts({ ...asked, title: 'Toast', state: 'draft', ...parts }, more)], at('15:01'))
        .length;
    assert.equal(due({}), 1, 'no fork');
    assert.equal(due({ privateFork: 'python/fork', cveId: null }), 1);
    assert.equal(due({ privateFork: 'python/fork' }), 0);
    assert.equal(due({ state: 'triage' }), 0);
    assert.equal(due({ state: 'closed', title: '[CLOSED] Toast' }), 0);
    const { profile } = factsOf(asked);
    assert.equal(due({}, { profile: { ...profile, bot: null } }), 0);
  });
});

describe('the message while it loads', () => {
  it('comes after four seconds, follows the pages, and goes', () => {
    const clock = new TestClock();
    let draws = 0;
    const loading = new Loading(clock, () => draws++);
    loading.begin();
    loading.tell('Loading a, page 1…');
    clock.pass(3_999);
    assert.deepEqual([loading.message, draws], ['', 0]);
    clock.pass(1);
    assert.deepEqual([loading.message, draws], ['Loading a, page 1…', 1]);
    loading.tell('Loading a, page 2…');
    assert.deepEqual([loading.message, draws], ['Loading a, page 2…', 2]);
    loading.end();
    assert.deepEqual([loading.message, draws], ['', 3]);
  });

  it('does not come at all when all is there before', () => {
    const clock = new TestClock();
    let draws = 0;
    const loading = new Loading(clock, () => draws++);
    loading.begin();
    loading.end();
    clock.pass(60_000);
    assert.deepEqual([loading.message, draws, clock.waiting], ['', 0, 0]);
  });
});
