import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import type { Failure, ModelState, RepoResult } from '../../../../src/ui/advisories/model.ts';
import { listState, messageOf, roots, sorted } from '../../../../src/ui/advisories/rows.ts';
import { description, hoverLines, label, ratingWords, spoken } from '../../../../src/ui/advisories/words.ts';
import { sample } from './sample.ts';

const now = new Date('2026-11-20T13:00:00Z');
const pull = { number: 1 } as NonNullable<Parameters<typeof description>[1]>[number];
const cpython = { owner: 'python', name: 'cpython' };
const pip = { owner: 'pypa', name: 'pip' };
const failure = (kind: Failure['kind'], message = 'A sentence.'): Failure => ({
  kind,
  message,
  ssoUrl: null,
});
const aged = (day: number, parts: Partial<Advisory> = {}) =>
  sample({ createdAt: new Date(now.getTime() - day * 86_400_000).toISOString(), ...parts });
const loaded = (results: RepoResult[], stale: Extract<ModelState, { kind: 'loaded' }>['stale'] = null) =>
  ({ kind: 'loaded', login: 'octo-coordinator', results, stale }) satisfies ModelState;

describe('the rows of the tree', () => {
  it('are a group for each state that has advisories, then what could not be read', () => {
    const rows = roots(
      loaded([
        { repo: pip, advisories: [], error: failure('sso') },
        { repo: cpython, advisories: [sample(), sample({ state: 'triage' }), sample()], error: null },
      ]),
      now,
    );
    assert.deepEqual(
      rows.map(row => (row.kind === 'group' ? [row.label, row.advisories.length] : row)),
      [['Draft', 2], ['Triage', 1], { kind: 'failure', name: 'pypa/pip', failure: failure('sso') }],
    );
  });

  it('show nothing before anything was read, and one failure when nothing could be', () => {
    for (const kind of ['idle', 'signed-out', 'no-repositories'] as const)
      assert.deepEqual(roots({ kind }, now), []);
    assert.deepEqual(roots({ kind: 'failed', failure: failure('offline') }, now), []);
    assert.equal(roots({ kind: 'failed', failure: failure('rate-limited') }, now).length, 1);
  });

  it('come overdue first, then by rating, then by age; unscored last', () => {
    const order = [
      aged(97, { severity: 'low', ghsaId: 'overdue' }),
      aged(1, { severity: 'critical', ghsaId: 'critical' }),
      aged(90, { severity: 'high', ghsaId: 'older' }),
      aged(3, { severity: 'high', ghsaId: 'newer' }),
      aged(80, { severity: null, ghsaId: 'unscored' }),
    ];
    assert.deepEqual(
      sorted([...order].reverse(), now).map(({ ghsaId }) => ghsaId),
      ['overdue', 'critical', 'older', 'newer', 'unscored'],
    );
  });

  it('tell the empty view which text to show', () => {
    const nothing = { repo: cpython, advisories: [], error: null };
    assert.equal(listState(loaded([nothing])), 'empty');
    assert.equal(listState(loaded([nothing, { ...nothing, error: failure('server') }])), 'loaded');
    assert.equal(listState(loaded([{ ...nothing, advisories: [sample()] }])), 'loaded');
    assert.equal(listState({ kind: 'failed', failure: failure('offline') }), 'offline');
    assert.equal(listState({ kind: 'failed', failure: failure('server') }), 'failed');
    assert.equal(listState({ kind: 'signed-out' }), 'signed-out');
  });

  it('say since when they are old', () => {
    const since = new Date(2026, 10, 20, 13, 42);
    assert.equal(
      messageOf(loaded([], { since, failure: failure('offline') })),
      'Offline since 13:42. Showing what was loaded then.',
    );
    assert.match(
      messageOf(loaded([], { since, failure: failure('server', 'Broken.') })),
      /^Broken\. Showing/,
    );
    assert.equal(messageOf(loaded([])), '');
  });
});

describe('the words of a row', () => {
  it('are the rating and the private pull requests', () => {
    assert.equal(description(sample(), [pull]), 'High 8.3 · private PR #1');
    assert.equal(description(sample(), [pull, pull]), 'High 8.3 · 2 private PRs');
    assert.equal(description(sample({ severity: null, cvssV4: null }), undefined), 'not scored');
    assert.equal(ratingWords(sample({ cvssV4: { vector: 'x', score: 9 } })), 'High 9.0');
    assert.equal(ratingWords(sample({ cvssV4: null })), 'High');
  });

  it('never show the tags of the bot, and only the short id when titles are hidden', () => {
    const tagged = sample({ title: '[ACCEPTED] Spam parser' });
    assert.equal(label(tagged, false), 'Spam parser');
    assert.equal(label(tagged, true), '93rp');
    assert.doesNotMatch(spoken(tagged, [pull], now, true), /spam/i);
  });

  it('carry no trick of a hostile title: no turned text, no icon, one line', () => {
    const hostile = sample({ title: 'a\u202eb\u200bc\u061cd\n $(shield) e\u2066f' });
    assert.equal(label(hostile, false), 'abcd $\u200a(shield) ef');
    assert.doesNotMatch(spoken(hostile, [], now, false), /[\u061c\u200b\u202e\u2066]|\$\(/);
  });

  it('can be heard', () => {
    assert.equal(
      spoken(sample(), [pull], now, false),
      'Spam parser reads past the end of its buffer, high 8.3, day 41 of 90, private PR #1',
    );
  });

  it('repeat in the hover what the row says, with the due date and the people', () => {
    assert.deepEqual(hoverLines(sample(), [pull], now, 'Octo-Coordinator'), [
      ['repo', 'python/cpython GHSA-7q4m-xv2c-93rp'],
      ['tag', 'CVE-2026-900417'],
      ['shield', 'High 8.3'],
      ['calendar', 'Day 41 of 90, due 8 January 2027'],
      ['person', 'You coordinate. Reported by parsley-dev.'],
      ['git-pull-request', 'Private PR #1'],
    ]);
  });
});
