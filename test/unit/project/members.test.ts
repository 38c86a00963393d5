import assert from 'node:assert/strict';
import { parseMembers } from '../../../src/project/index.ts';

const brief = (csv: string) =>
  parseMembers(csv).map(({ name, login, admin, releaseManager }) =>
    [name, login, ...(admin ? ['admin'] : []), ...(releaseManager ? ['rm'] : [])].join('|'),
  );

describe('the list of members', () => {
  it('reads names, logins and notes, as the devguide writes them', () => {
    const csv =
      'Octo Coordinator,octo-coordinator,\n' +
      'Sage Ädmin,sage-admin,Admin\n' +
      'Basil Thyme,basil-rm,"Admin, Release Manager"\n' +
      'Clove Marsh,Clove2,Release Manager\n';
    assert.deepEqual(brief(csv), [
      'Octo Coordinator|octo-coordinator',
      'Sage Ädmin|sage-admin|admin',
      'Basil Thyme|basil-rm|admin|rm',
      'Clove Marsh|Clove2|rm',
    ]);
  });

  for (const header of [
    'Name,GitHub username,Notes',
    'NAME,LOGIN,NOTES',
    '"name","github"',
    ' name , User ,x',
  ]) {
    it(`leaves the header ${header} out`, () =>
      assert.deepEqual(brief(`${header}\nOcto,octo,\n`), ['Octo|octo']));
  }

  for (const [name, csv] of [
    ['Windows line ends', 'Octo,octo,Admin\r\nSage,sage,\r\n'],
    ['old line ends', 'Octo,octo,Admin\rSage,sage,'],
    ['a byte order mark', '\ufeffOcto,octo,Admin\nSage,sage'],
    ['a byte order mark before quotes', '\ufeff"Octo","octo","Admin"\nSage,sage'],
    ['spaces around cells', '  Octo , octo ,  ADMIN \n\n Sage,\tsage\t,'],
    ['@ before logins', 'Octo,@octo,admin\nSage, @sage,-'],
    ['cells that nobody knows', 'Octo,octo,Admin,2026,x\nSage,sage,"likes ""spam"", and eggs"'],
    ['notes without quotes', 'Octo,octo,Release Captain,Admin\nSage,sage,Administrator'],
  ] as const) {
    it(`takes ${name}`, () => assert.deepEqual(brief(csv), ['Octo|octo|admin', 'Sage|sage']));
  }

  for (const [name, line] of [
    ['a line without a login', 'Mallory'],
    ['an empty login', 'Mallory,,Admin'],
    ['a login with a slash', 'Mallory,a/b,Admin'],
    ['a login with a space', 'Mallory,a b,Admin'],
    ['a login that begins with a dash', 'Mallory,-a,Admin'],
    ['a login that is too long', `Mallory,${'a'.repeat(40)},Admin`],
    ['an address', 'Mallory,https://github.com/mallory,Admin'],
    ['a command', 'Mallory,$(reboot),Admin'],
    ['quotes that do not end', '"Mallory,mallory,Admin'],
    ['text behind quotes', '"Mallory" x,mallory,Admin'],
    ['somebody who is there already', 'Octo Again,OCTO,'],
    ['a page of HTML', '<html><body>Not found</body></html>'],
  ] as const) {
    it(`skips ${name}, and nobody else`, () =>
      assert.deepEqual(brief(`Octo,octo,\n${line}\nBasil,basil-rm,"Admin, Release Manager"`), [
        'Octo|octo',
        'Basil|basil-rm|admin|rm',
      ]));
  }

  it('calls somebody without a name by the login', () => assert.deepEqual(brief(',octo,'), ['octo|octo']));

  it('takes logins of enterprises and old ones', () =>
    assert.deepEqual(brief('A,octo_corp,\nB,old-,'), ['A|octo_corp', 'B|old-']));

  it('finds nobody in nothing', () => {
    for (const csv of ['', '\ufeff', '\n\n', ',,,', 'Name,Login,Notes']) assert.deepEqual(brief(csv), []);
  });

  it('is quick with a line of a million commas, quotes or spaces', () => {
    for (const part of [',', '"', ' ', '" ,']) assert.deepEqual(brief(part.repeat(1_000_000)), []);
  });
});
