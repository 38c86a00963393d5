import assert from 'node:assert/strict';
import type { Outcome } from '../../../../src/jobs/decide/index.ts';
import { say } from '../../../../src/ui/decide/say.ts';
import { sample } from '../advisories/sample.ts';

const advisory = sample();
const undo = async (): Promise<Outcome> => ({ kind: 'there', advisory });
const words = { done: '{id} is a draft now.', there: '{id} is a draft already.' };
const now = new Date(2026, 10, 20, 13, 20);
const at = { now, botAt: new Date(2026, 10, 20, 14, 0), canTag: true };

describe('what is said of an outcome', () => {
  const cases: readonly (readonly [Outcome, string, readonly string[]])[] = [
    [{ kind: 'done', advisory, undo }, '93rp is a draft now.', ['Undo']],
    [{ kind: 'done', advisory, undo: null }, '93rp is a draft now.', []],
    [
      { kind: 'done', advisory, undo: null, note: 'GitHub keeps one credit for each person.' },
      '93rp is a draft now. GitHub keeps one credit for each person.',
      [],
    ],
    [{ kind: 'there', advisory }, '93rp is a draft already.', []],
    [{ kind: 'there', advisory, note: 'More.' }, '93rp is a draft already. More.', []],
    [
      { kind: 'asked', advisory, tag: 'ACCEPTED', sent: true, undo },
      '[ACCEPTED] is in the title of 93rp. The bot acts at 14:00.',
      ['Undo'],
    ],
    [
      { kind: 'asked', advisory, tag: 'ACCEPTED', sent: false, undo: null },
      '[ACCEPTED] is in the title of 93rp already. The bot acts at 14:00.',
      [],
    ],
    [
      { kind: 'forbidden', advisory },
      'Only admins may do this. Nothing of 93rp was changed.',
      ['Ask the Bot', 'Ask an Admin'],
    ],
    [
      { kind: 'changed', advisory, at: new Date(2026, 10, 20, 12, 58).toISOString() },
      '93rp was changed at 12:58. Nothing was sent.',
      ['Show', 'Ask Again'],
    ],
    [{ kind: 'changed', advisory, at: '' }, '93rp was changed. Nothing was sent.', ['Show', 'Ask Again']],
    [
      { kind: 'browser', advisory, message: 'Reopen it on GitHub.' },
      'Reopen it on GitHub.',
      ['Open on GitHub'],
    ],
  ];
  for (const [outcome, text, buttons] of cases) {
    it(`${outcome.kind}: ${text}`, () => {
      const saying = say(outcome, words, at);
      assert.deepEqual([saying.text, saying.buttons], [text, buttons]);
      assert.ok(!saying.text.includes(advisory.title), 'a notification names no title');
    });
  }

  it('offers no bot where the project has none', () => {
    assert.deepEqual(say({ kind: 'forbidden', advisory }, words, { ...at, canTag: false }).buttons, [
      'Ask an Admin',
    ]);
    assert.equal(
      say({ kind: 'asked', advisory, tag: 'CLOSED', sent: true, undo }, words, { ...at, botAt: null }).text,
      '[CLOSED] is in the title of 93rp.',
    );
  });

  it('names the day of a time that is not today', () => {
    const outcome = { kind: 'changed', advisory, at: new Date(2026, 10, 12, 9, 5).toISOString() } as const;
    assert.equal(say(outcome, words, at).text, '93rp was changed at 12 Nov, 09:05. Nothing was sent.');
  });
});
