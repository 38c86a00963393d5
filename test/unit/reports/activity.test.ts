import assert from 'node:assert/strict';
import { administrated, readActivity, type ReportGitHub } from '../../../src/jobs/reports/index.ts';
import { dayOfTime, yearBefore } from '../../../src/project/index.ts';
import { bread, butter, cpython, Office, repositories, spam } from './harness.ts';

const day = 24 * 60 * 60 * 1000;
const before = (days: number) => new Date(Date.now() - days * day).toISOString();
const names = ['python/cpython', 'pypa/pip'];

describe('the report on activity', function () {
  this.timeout(30_000);
  const office = Office.open();

  async function read(
    more: Partial<Parameters<typeof readActivity>[0]> = {},
    github: ReportGitHub = office.github(),
  ) {
    const members = await office.github().members.whole(office.sandbox.membersUrl);
    const since = yearBefore(dayOfTime(new Date()));
    const report = await readActivity({
      ...{ github, repositories, members, council: [], since, seesAll: names },
      ...more,
    });
    const verdicts = Object.fromEntries(report.rows.map(({ member, verdict }) => [member.login, verdict]));
    const row = (login: string) => report.rows.find(({ member }) => member.login === login)!;
    return { report, verdicts, row };
  }

  it('names who neither coordinated nor commented, and nobody else', async () => {
    office.said(spam, 'oregano-core', before(3));
    const { report, verdicts, row } = await read({ council: ['sage-admin'] });
    assert.deepEqual(verdicts, {
      'octo-coordinator': 'active',
      'sage-admin': 'exempt',
      'nutmeg-core': 'active',
      'parsley-core': 'inactive',
      'saffron-rm': 'exempt',
      'basil-rm': 'exempt',
      'clove-rm': 'exempt',
      'oregano-core': 'active',
    });
    assert.deepEqual(row('nutmeg-core').coordinated, { seen: 2, whole: true });
    assert.deepEqual(row('oregano-core').commented, { seen: 1, whole: true });
    assert.deepEqual(report.unread, { repositories: [], comments: 0, gone: [], nobodys: 0 });
    const all = [...office.sandbox.store.advisories.values()];
    assert.equal(report.advisories, all.filter(({ repo }) => repo !== 'hobby/pantry').length);
  });

  it('counts what was open or changed in that time only', async () => {
    const { row } = await read({ since: dayOfTime(new Date(Date.now() - 70 * day)) });
    // Closed: 84 days ago (not counted) and 60 days ago.
    const open = [...office.sandbox.store.advisories.values()].filter(
      ({ repo, state, credits }) =>
        repo !== 'hobby/pantry' &&
        state !== 'closed' &&
        credits.some(({ login, type }) => login === 'octo-coordinator' && type === 'coordinator'),
    );
    assert.equal(row('octo-coordinator').coordinated.seen, open.length + 1);
  });

  it('asks for comments since the day only, and takes none that were merely edited since', async () => {
    const since = '2026-01-15';
    office.said(bread, 'parsley-core', '2026-01-14T23:59:59Z', '2026-06-01T00:00:00Z');
    office.said(butter, 'oregano-core', '2026-01-15T00:00:00Z');
    const { verdicts } = await read({ since });
    assert.deepEqual([verdicts['parsley-core'], verdicts['oregano-core']], ['inactive', 'active']);
    const [one] = office.asked('/comments');
    assert.match(decodeURIComponent(one!), /since=2026-01-15T00:00:00\.000Z/);
  });

  it('says unknown, never inactive, where comments cannot be read, and stops asking', async () => {
    office.sandbox.knobs({ comments: false });
    const { report, verdicts, row } = await read();
    assert.equal(verdicts['parsley-core'], 'unknown');
    assert.equal(verdicts['oregano-core'], 'unknown');
    assert.equal(verdicts['octo-coordinator'], 'active');
    assert.ok(!Object.values(verdicts).includes('inactive'));
    assert.deepEqual(row('parsley-core').commented, { seen: 0, whole: false });
    assert.equal(report.unread.comments, report.advisories);
    assert.ok(office.asked('/comments').length < 12, 'the same answer is not asked for over and over');
  });

  it('says unknown where some comments cannot be read, and counts the others', async () => {
    office.said(butter, 'oregano-core', before(3));
    office.sandbox.fail({
      method: 'GET',
      path: `${spam}/comments`,
      status: 404,
      body: { message: 'Not Found' },
    });
    office.sandbox.fail({ method: 'GET', path: `${bread}/comments`, status: 502 });
    const { report, verdicts, row } = await read();
    assert.equal(report.unread.comments, 2);
    assert.equal(verdicts['parsley-core'], 'unknown');
    assert.equal(verdicts['oregano-core'], 'active');
    assert.deepEqual(row('oregano-core').commented, { seen: 1, whole: false });
  });

  it('says unknown where a list is refused or not all of it is seen', async () => {
    office.sandbox.fail({
      path: '/pypa/pip/security-advisories',
      status: 403,
      body: { message: 'No' },
      times: 9,
    });
    const refused = await read();
    assert.deepEqual(refused.report.unread.repositories, ['pypa/pip']);
    assert.equal(refused.verdicts['parsley-core'], 'unknown');
    office.sandbox.heal();
    const partly = await read({ seesAll: ['pypa/pip'] });
    assert.deepEqual(partly.report.unread.repositories, ['python/cpython']);
    assert.equal(partly.verdicts['parsley-core'], 'unknown');
    assert.deepEqual(partly.row('nutmeg-core').coordinated, { seen: 2, whole: false });
  });

  it('counts comments of deleted accounts for nobody', async () => {
    office.sandbox.store.addUser({
      id: 9,
      login: 'sorrel-dev',
      name: null,
      type: 'User',
      createdAt: '2020-01-01T00:00:00Z',
    });
    office.said(spam, 'sorrel-dev', before(3));
    office.sandbox.store.removeUser('sorrel-dev');
    const { report, verdicts } = await read();
    assert.equal(report.unread.nobodys, 1);
    assert.equal(verdicts['parsley-core'], 'inactive');
  });

  it('does not call a member inactive whose login GitHub does not know any more', async () => {
    const members = await office.github().members.whole(office.sandbox.membersUrl);
    office.sandbox.store.removeUser('parsley-core');
    const { report, verdicts } = await read({ members });
    assert.deepEqual(report.unread.gone, ['parsley-core']);
    assert.equal(verdicts['parsley-core'], 'unknown');
    assert.equal(verdicts['oregano-core'], 'inactive');
  });

  it('ends when somebody stops it, or when nothing more can be read', async () => {
    const stop = new AbortController();
    const stopped = read({
      signal: stop.signal,
      progress: words => words.startsWith('Reading comments, 2') && stop.abort(),
    });
    await assert.rejects(stopped, { kind: 'cancelled' });
    office.sandbox.fail({ path: '/comments', kind: 'reset', times: 50 });
    await assert.rejects(read(), { kind: 'offline' });
    office.sandbox.heal();
    office.sandbox.fail({ path: '/security-advisories', status: 401, body: { message: 'Bad credentials' } });
    await assert.rejects(read(), { kind: 'signed-out' });
  });

  it('tells where it is', async () => {
    const told: string[] = [];
    const { report } = await read({ progress: words => told.push(words) });
    assert.equal(told[0], 'Reading python/cpython…');
    assert.ok(told.includes(`Reading comments, ${report.advisories} of ${report.advisories}…`));
  });

  it('knows of which repositories this account sees everything', async () => {
    assert.deepEqual(await administrated({ github: office.github('admin'), repositories }), names);
    assert.deepEqual(await administrated({ github: office.github('coordinator'), repositories }), []);
    office.sandbox.fail({ path: '/repos/pypa/pip', status: 404, body: { message: 'Not Found' } });
    assert.deepEqual(await administrated({ github: office.github('admin'), repositories }), [
      'python/cpython',
    ]);
    assert.deepEqual(
      await administrated({ github: office.github('dill-outsider'), repositories: [cpython] }),
      [],
    );
  });
});
