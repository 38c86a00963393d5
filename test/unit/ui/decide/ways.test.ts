import assert from 'node:assert/strict';
import { profileOf } from '../../../../src/project/index.ts';
import { wayRows } from '../../../../src/ui/decide/ways.ts';

const now = new Date(2026, 10, 20, 13, 20);
const cpython = profileOf('python/cpython');
const plain = profileOf('salad/bowl');

describe('the ways to change a state', () => {
  it('is one for an admin', () => {
    assert.deepEqual(wayRows('accept', 'ACCEPTED', { role: 'admin', profile: cpython, now }), [
      { way: 'patch', label: 'Move to draft now', detail: '' },
    ]);
  });

  it('is the bot first for a member, and the try that GitHub answers', () => {
    const rows = wayRows('accept', 'ACCEPTED', { role: 'collaborator', profile: cpython, now });
    assert.deepEqual(
      rows.map(({ way, label }) => [way, label]),
      [
        ['tag', 'Ask the bot: put [ACCEPTED] in the title'],
        ['patch', 'Move to draft now'],
      ],
    );
    assert.match(rows[0]!.detail, /^It acts every hour, next at \d\d:\d0\.$/);
  });

  it('is an admin where no bot does it', () => {
    const ways = (rows: ReturnType<typeof wayRows>) => rows.map(({ way }) => way);
    const member = { role: 'collaborator', now } as const;
    assert.deepEqual(ways(wayRows('close', 'CLOSED', { ...member, profile: plain })), ['ask', 'patch']);
    assert.deepEqual(ways(wayRows('reopen', null, { ...member, profile: cpython })), ['ask', 'patch']);
  });
});
