import assert from 'node:assert/strict';
import { accessSummary, accessText, readAccess } from '../../../src/jobs/reports/index.ts';
import type { Member } from '../../../src/project/index.ts';
import { butter, Office, repositories, spam } from './harness.ts';

const made = { by: 'sage-admin', at: new Date('2026-11-20T13:50:00Z'), practice: null, host: null };

describe('the report on access', function () {
  this.timeout(30_000);
  const office = Office.open();
  const logins = (some: readonly { readonly login: string }[]) => some.map(({ login }) => login);

  async function read(who: 'admin' | 'coordinator' | 'dill-outsider' = 'admin', members?: readonly Member[]) {
    const github = office.github(who);
    const published = members ?? (await github.members.whole(office.sandbox.membersUrl));
    const report = await readAccess({ github, repositories, members: published });
    const of = (id: string) => report.advisories.find(({ ghsaId }) => ghsaId === id)!.difference;
    return { report, of, text: accessText(report, made), published };
  }

  it('finds nothing where all is in order but reporters, who read what they reported', async () => {
    const { report, of, text } = await read();
    assert.deepEqual(report.members, { missing: [], more: [], unknown: [] });
    assert.deepEqual(of(spam).missing, []);
    assert.deepEqual(of(spam).more, [{ login: 'parsley-dev', why: ['reporter'] }]);
    assert.match(
      text,
      /Team and published list are the same; no difference was seen in 11 open advisories\./,
    );
    assert.match(text, /\| GHSA-7q4m-xv2c-93rp \| python\/cpython \|  \| parsley-dev \(reporter\) \|  \|/);
    for (const { summary } of office.sandbox.store.advisories.values())
      assert.ok(!text.includes(summary), 'no title is in it');
  });

  it('tells the differences of the team, both ways', async () => {
    const { published } = await read();
    office.sandbox.store.team.members.delete('parsley-core');
    office.sandbox.store.team.members.add('dill-outsider');
    const { report, text } = await read('admin', published);
    assert.deepEqual(logins(report.members.missing), ['parsley-core']);
    assert.deepEqual(logins(report.members.more), ['dill-outsider']);
    assert.match(text, /- On the list, not in the team: Parsley Core \(parsley-core\)\./);
    assert.match(text, /- In the team, not on the list: dill-outsider\./);
    assert.match(
      accessSummary(report),
      /^Team and published list differ; 11 open advisories differ from the list\.$/,
    );
  });

  it('tells the differences of one advisory, both ways', async () => {
    Object.assign(office.stored(butter), { teams: [], users: ['oregano-core', 'dill-outsider'] });
    const { report, of } = await read();
    assert.deepEqual(logins(of(butter).missing).sort(), [
      'clove-rm',
      'nutmeg-core',
      'octo-coordinator',
      'parsley-core',
      'saffron-rm',
    ]);
    assert.deepEqual(of(butter).more, [
      { login: 'dill-outsider', why: ['collaborator'] },
      { login: 'parsley-dev', why: ['reporter'] },
    ]);
    assert.match(accessSummary(report), /; 1 open advisory differs from the list\.$/);
  });

  it('says unknown where teams are hidden, and names nobody then', async () => {
    office.sandbox.fail({ path: '/orgs/', status: 404, body: { message: 'Not Found' }, times: 9 });
    const { report, of, text } = await read();
    assert.deepEqual(report.members, { missing: [], more: [], unknown: ['team psrt'] });
    assert.deepEqual([of(spam).missing, of(spam).unknown], [[], ['team psrt']]);
    assert.match(text, /Unknown: GitHub does not show the members of this team to you\./);
    assert.match(text, /\| unknown \| parsley-dev \(reporter\) \| team psrt \|/);
    assert.match(
      accessSummary(report),
      /^The members of the team cannot be read; .*not all readers of 11 are known/,
    );
  });

  it('says unknown where the admins are hidden', async () => {
    office.sandbox.fail({
      path: '/collaborators',
      status: 403,
      body: { message: 'Must have push access' },
      times: 9,
    });
    const { of } = await read();
    assert.deepEqual([of(spam).missing, of(spam).unknown], [[], ['admins of python/cpython']]);
  });

  it('goes on where one repository cannot be listed, and ends where nothing can', async () => {
    office.sandbox.fail({ path: '/pypa/pip/security-advisories', status: 502, times: 9 });
    const { report, text } = await read();
    assert.deepEqual(report.unread, ['pypa/pip']);
    assert.match(text, /The open advisories of pypa\/pip could not be read\./);
    office.sandbox.heal();
    office.sandbox.fail({ path: '/security-advisories', status: 401, body: { message: 'Bad credentials' } });
    await assert.rejects(read(), { kind: 'signed-out' });
  });

  it('asks for each team and for the admins of each repository once', async () => {
    await read();
    assert.equal(office.asked('/orgs/python/teams/psrt/members').length, 1);
    assert.equal(office.asked('/repos/python/cpython/collaborators').length, 1);
  });

  it('does not leave an outsider with a list of differences', async () => {
    const { report } = await read('dill-outsider', [
      { name: 'Octo', login: 'octo-coordinator', admin: false, releaseManager: false },
    ]);
    assert.deepEqual(report.members.missing, []);
    assert.deepEqual(report.members.unknown, ['team psrt']);
  });
});
