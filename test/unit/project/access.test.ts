import assert from 'node:assert/strict';
import { readerDifference, strangeLines, teamDifference, type Member } from '../../../src/project/index.ts';

const member = (login: string): Member => ({ name: login, login, admin: false, releaseManager: false });
const published = [member('Cumin'), member('mace')];

describe('the published list against what is real', () => {
  it('differs both ways from a team, whatever the casing', () => {
    const { missing, more, unknown } = teamDifference(published, 'team psrt', ['cumin', 'sumac']);
    assert.deepEqual(
      missing.map(({ login }) => login),
      ['mace'],
    );
    assert.deepEqual(more, [{ login: 'sumac', why: ['team psrt'] }]);
    assert.deepEqual(unknown, []);
  });

  it('is unknown against a team that is not shown, and differs from an empty one', () => {
    assert.deepEqual(teamDifference(published, 'team psrt', null), {
      ...{ missing: [], more: [], unknown: ['team psrt'] },
    });
    assert.equal(teamDifference(published, 'team psrt', []).missing.length, 2);
  });

  it('says of readers who is no member and why, and of members who cannot read', () => {
    const people = [
      { login: 'CUMIN', why: ['admin'] },
      { login: 'dill', why: ['reporter', 'collaborator'] },
    ];
    assert.deepEqual(readerDifference(published, { people, unknown: [] }), {
      missing: [published[1]],
      more: [people[1]],
      unknown: [],
    });
  });

  it('calls nobody missing while a team or the admins are unknown', () => {
    const found = readerDifference(published, { people: [], unknown: ['admins of python/cpython'] });
    assert.deepEqual(found, { missing: [], more: [], unknown: ['admins of python/cpython'] });
  });
});

describe('lines of the list that name nobody', () => {
  it('are told by their numbers', () => {
    assert.deepEqual(strangeLines('Name,Login\nOcto,octo,\n\nMallory\nSage,sage\n"broken,x,\n'), [4, 6]);
  });

  it('are none in the devguide’s form, with a header of any kind, empty lines and repetitions', () => {
    for (const csv of [
      'Octo,octo,\nBasil,basil-rm,"Admin, Release Manager"\n',
      '\ufeffName,GitHub username,Notes\r\nOcto,octo,Admin\r\n\r\n',
      'Octo,octo\nOcto,OCTO\n',
    ])
      assert.deepEqual(strangeLines(csv), []);
  });
});
