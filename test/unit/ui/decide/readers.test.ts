import assert from 'node:assert/strict';
import type { Reader, Readers } from '../../../../src/process/index.ts';
import { names } from '../../../../src/sandbox/seed/hostileTexts.ts';
import {
  mailedLine,
  nowSeen,
  readerChoices,
  readerNotes,
  readerSections,
} from '../../../../src/ui/decide/readerRows.ts';

const reader = (login: string, why: string[], mailed = true): Reader => ({ login, why, mailed });
const people = [
  reader('anise-admin', ['admin'], false),
  reader('caraway-core', ['collaborator', 'team psrt']),
  reader('octo-coordinator', ['team psrt', 'admin']),
  reader('parsley-dev', ['reporter', 'collaborator']),
];

describe('who can see an advisory', () => {
  it('is everybody once, beneath the first reason, with all reasons', () => {
    assert.deepEqual(readerSections(people, undefined), [
      { label: 'Reporter', rows: [{ login: 'parsley-dev', words: 'reporter, collaborator' }] },
      { label: 'Collaborators', rows: [{ login: 'caraway-core', words: 'collaborator, team psrt' }] },
      { label: 'Team psrt', rows: [{ login: 'octo-coordinator', words: 'team psrt, admin' }] },
      { label: 'Admins', rows: [{ login: 'anise-admin', words: 'admin' }] },
    ]);
  });

  it('marks who came since it was looked at last', () => {
    const seen = { readers: ['anise-admin', 'octo-coordinator', 'parsley-dev'], at: '2026-11-12T12:00:00Z' };
    const marked = readerSections(people, seen)
      .flatMap(({ rows }) => rows)
      .filter(({ words }) => words.includes('new'));
    assert.deepEqual(marked, [
      { login: 'caraway-core', words: 'collaborator, team psrt · new since 12 November' },
    ]);
  });

  it('tells whom a comment is mailed to, and what is not known', () => {
    const readers: Readers = { people, unknown: ['team triagers', 'admins of python/cpython'] };
    assert.equal(mailedLine(readers), 'Mailed by a comment: 3 people, everybody in team triagers');
    assert.equal(mailedLine({ people: people.slice(0, 2), unknown: [] }), 'Mailed by a comment: 1 person');
    assert.deepEqual(readerNotes(readers, ['sorrel-dev']), [
      'Mailed by a comment: 3 people, everybody in team triagers',
      'Not readable: team triagers, admins of python/cpython',
    ]);
    assert.deepEqual(readerNotes({ people, unknown: [] }, ['sorrel-dev']), [
      'Mailed by a comment: 3 people',
      'Not any more: sorrel-dev',
    ]);
    assert.deepEqual(
      readerNotes({ people: [], unknown: [], everybody: true }, [])[0],
      'It is published: everybody can read it.',
    );
  });

  it('knows the members of a team still when it could not be read for once', () => {
    const seen = { readers: ['parsley-dev', 'm1', 'm2'], at: '2026-11-12T12:00:00Z' };
    const some = [reader('Parsley-Dev', ['reporter']), reader('new-dev', ['collaborator'])];
    const kept = ['parsley-dev', 'new-dev', 'm1', 'm2'];
    assert.deepEqual(nowSeen({ people: some, unknown: ['team psrt'] }, seen), kept);
    assert.deepEqual(nowSeen({ people: some, unknown: [] }, seen), ['parsley-dev', 'new-dev']);
  });

  it('opens the page of whom it names, and no other one', () => {
    const web = 'https://github.com/';
    const rows = readerChoices(people, undefined, web);
    assert.deepEqual(
      rows.filter(row => 'value' in row).map(row => row.value),
      ['parsley-dev', 'caraway-core', 'octo-coordinator', 'anise-admin'].map(login => `${web}${login}`),
    );
    const hostile = [...names, '$(shield)'].map(login => reader(login, ['collaborator', '$(shield)']));
    for (const { label, ...row } of readerChoices(hostile, undefined, web)) {
      assert.doesNotMatch(`${label}${'description' in row ? row.description : ''}`, /\$\(|\u202e/);
      if ('value' in row && row.value !== null)
        assert.match(row.value, /^https:\/\/github\.com\/[a-z\d-]+$/i);
    }
  });
});
