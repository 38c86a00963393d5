import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { LastReports } from '../../../src/ui/reports/last.ts';

/** A memory that holds what an older version, or somebody's hand, left there. */
function memory(stored?: unknown): Memento & { stored: unknown } {
  const kept = {
    stored,
    keys: () => [],
    get: () => kept.stored,
    update: async (_: string, value: unknown) => void (kept.stored = value),
  };
  return kept as unknown as Memento & { stored: unknown };
}
const github = () => 'https://api.github.com';
const now = new Date('2024-02-29T12:00:00Z');

describe('what is remembered of the last report', () => {
  it('is nothing at first: a year is proposed', () => {
    const last = new LastReports(memory(), github);
    assert.deepEqual([last.known, last.council, last.next(now)], [null, [], '2023-02-28']);
  });

  it('is its day and the Steering Council, of each GitHub by itself', async () => {
    const kept = memory();
    const last = new LastReports(kept, github);
    await last.setDay('2024-01-31');
    await last.setCouncil(['mace']);
    assert.deepEqual([last.known, last.council, last.next(now)], ['2024-01-31', ['mace'], '2024-01-31']);
    const practice = new LastReports(kept, () => 'http://127.0.0.1:1/api');
    assert.deepEqual([practice.known, practice.council], [null, []]);
  });

  for (const stored of [
    null,
    'x',
    [],
    { [github()]: null },
    { [github()]: 'x' },
    { [github()]: { day: 7, council: 'mace' } },
    { [github()]: { day: '2024-02-31', council: [1, null] } },
    { [github()]: { day: '2999-01-01' } },
  ])
    it(`is nothing where ${JSON.stringify(stored)} lies there`, () => {
      const last = new LastReports(memory(stored), github);
      assert.deepEqual([last.known, last.council, last.next(now)], [null, [], '2023-02-28']);
    });
});
