import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import type { Member } from '../../../../src/project/index.ts';
import { memberRows } from '../../../../src/ui/decide/handOverRows.ts';
import { sample } from '../advisories/sample.ts';

const now = new Date('2026-11-20T12:00:00Z');
const member = (login: string, more: Partial<Member> = {}): Member => ({
  ...{ name: login, login, admin: false, releaseManager: false },
  ...more,
});
const held = (login: string, updatedAt: string, state: Advisory['state'] = 'draft') =>
  sample({ credits: [{ login, type: 'coordinator' }], updatedAt, state });

describe('who may take over', () => {
  const members = [
    member('octo-coordinator'),
    member('Parsley-Core'),
    member('nutmeg-core', { admin: true }),
    member('basil-rm', { releaseManager: true }),
  ];

  it('is everybody else, the least busy first, release managers last', () => {
    const advisories = [
      held('parsley-core', '2026-11-12T12:00:00Z'),
      held('parsley-core', '2026-11-02T12:00:00Z', 'triage'),
      held('parsley-core', '2026-11-19T12:00:00Z', 'closed'),
    ];
    assert.deepEqual(memberRows(members, advisories, sample(), 'OCTO-coordinator', now), [
      { login: 'nutmeg-core', words: 'none open', exempt: false },
      { login: 'Parsley-Core', words: '2 open, last change 12 Nov', exempt: false },
      { login: 'basil-rm', words: 'none open', exempt: true },
    ]);
  });

  it('leaves out who coordinates it already', () => {
    const rows = memberRows(members, [], held('nutmeg-CORE', ''), 'octo-coordinator', now);
    assert.deepEqual(
      rows.map(({ login }) => login),
      ['Parsley-Core', 'basil-rm'],
    );
  });

  it('says nothing of a change whose time cannot be read', () => {
    const [, row] = memberRows(members, [held('parsley-core', 'soon')], sample(), 'octo-coordinator', now);
    assert.equal(row?.words, '1 open');
  });
});
