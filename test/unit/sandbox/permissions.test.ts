import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed, client, repo, spamAdvisory, spamFork } from './harness.ts';

describe('who may do what in the sandbox', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  const as = (who: string | null) => client(sandbox, who);

  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
  });
  afterEach(() => assertDescribed(sandbox));
  after(() => sandbox.stop());

  it('a member writes fields, but neither the state nor the collaborators', async () => {
    const member = as('coordinator');
    const changed = await member(`PATCH ${spamAdvisory}`, { body: { summary: '[ACCEPTED] Spam' } });
    assert.equal(changed.json()['summary'], '[ACCEPTED] Spam');
    const closed = await member(`PATCH ${spamAdvisory}`, { body: { state: 'closed' } });
    assert.equal(closed.status, 403);
    const invited = await member(`PATCH ${spamAdvisory}`, {
      body: { collaborating_users: ['dill-outsider'], summary: 'never' },
    });
    assert.equal(invited.status, 403);
    assert.equal(
      invited.json()['message'],
      'Cannot update advisory collaborators unless you have administrative/security management rights',
    );
    assert.equal((await member(`POST ${spamAdvisory}/forks`)).status, 403);
    const made = { body: { summary: 'a', description: 'b', vulnerabilities: [] } };
    assert.equal((await member(`POST ${repo}/security-advisories`, made)).status, 403);
    const now = (await member(`GET ${spamAdvisory}`)).json();
    assert.deepEqual([now['state'], now['summary']], ['draft', '[ACCEPTED] Spam']);
  });

  it('an admin writes all of it', async () => {
    const admin = as('admin');
    const added = await admin(`PATCH ${spamAdvisory}`, { body: { collaborating_users: ['dill-outsider'] } });
    assert.equal(added.status, 200);
    assert.equal((await as('dill-outsider')(`GET ${spamAdvisory}`)).status, 200);
    const closed = await admin(`PATCH ${spamAdvisory}`, { body: { state: 'closed' } });
    assert.deepEqual([closed.status, closed.json()['state']], [200, 'closed']);
    const unknown = await admin(`PATCH ${spamAdvisory}`, { body: { collaborating_users: [''] } });
    assert.equal(unknown.json()['message'], "User '' not found, collaborating_users cannot be modified");
  });

  it('to an outsider and to nobody, what is private does not exist', async () => {
    for (const who of ['dill-outsider', null]) {
      for (const path of [spamAdvisory, spamFork, `${spamFork}/pulls/1`, `${spamFork}/git/ref/heads/main`]) {
        const { status, bytes } = await as(who)(`GET ${path}`);
        assert.equal(status, 404, `${who} ${path}`);
        assert.ok(!bytes.includes('Spam'));
      }
      // The reporter of one advisory sees that one.
      const listed = (await as(who)(`GET ${repo}/security-advisories`)).json<
        { author: { login: string } }[]
      >();
      assert.deepEqual(
        listed.filter(({ author }) => author.login !== who),
        [],
      );
    }
    assert.equal(
      (await as('dill-outsider')(`PATCH ${spamAdvisory}`, { body: { summary: 'x' } })).status,
      404,
    );
    assert.equal((await as(null)('GET /user')).status, 401);
    const wrong = await as(null)('GET /user', { headers: { authorization: 'Bearer gho_wrong' } });
    assert.deepEqual([wrong.status, wrong.json()['message']], [401, 'Bad credentials']);
  });

  it('labels of somebody who may not triage are dropped, and nothing says so', async () => {
    const outsider = as('dill-outsider');
    const body = { title: 'Help', body: 'It does not work.', labels: ['type-security'] };
    const opened = await outsider(`POST ${repo}/issues`, { body });
    assert.deepEqual([opened.status, opened.json()['labels']], [201, []]);
    const path = `${repo}/issues/${String(opened.json()['number'])}`;
    assert.equal(
      (await as('parsley-core')(`POST ${path}/labels`, { body: { labels: ['type-bug'] } })).status,
      200,
    );
    const edited = await outsider(`PATCH ${path}`, { body: { body: 'It still does not.', labels: [] } });
    assert.equal(edited.json<{ labels: unknown[] }>().labels.length, 1, 'the label stays');
    assert.equal((await outsider(`POST ${path}/labels`, { body: { labels: ['type-bug'] } })).status, 403);
    assert.equal((await outsider(`DELETE ${path}/labels/type-bug`)).status, 403);
    assert.equal((await outsider(`PATCH ${repo}/issues/${210_499}`, { body: { title: 'x' } })).status, 200);
    assert.equal((await as('parsley-dev')(`PATCH ${path}`, { body: { title: 'x' } })).status, 403);
  });

  it('a role can be changed while it runs', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'read');
    const may = async () =>
      (await as('coordinator')(`GET ${repo}`)).json<{ permissions: unknown }>().permissions;
    assert.deepEqual(await may(), { admin: false, maintain: false, push: false, triage: false, pull: true });
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    const closed = await as('coordinator')(`PATCH ${spamAdvisory}`, { body: { state: 'closed' } });
    assert.equal(closed.status, 200);
    assert.throws(() => sandbox.role('octo-coordinator', 'python/none', 'read'), /no repository/);
  });

  it('who has which role is shown to who may push', async () => {
    const member = as('coordinator');
    const people = async (path: string) =>
      (await member(`GET ${path}`)).json<{ login: string; role_name: string }[]>();
    const named = async (path: string) =>
      (await people(path)).map(({ login, role_name: role }) => `${login} ${role}`);
    assert.deepEqual(await named(`${repo}/collaborators?permission=admin`), [
      'sage-admin admin',
      'basil-rm admin',
    ]);
    assert.deepEqual((await named(`${repo}/collaborators`)).sort(), [
      'basil-rm admin',
      'clove-rm write',
      'nutmeg-core write',
      'octo-coordinator write',
      'oregano-core write',
      'parsley-core triage',
      'saffron-rm write',
      'sage-admin admin',
    ]);
    assert.ok((await named(`${spamFork}/collaborators?permission=push`)).includes('parsley-dev write'));
    for (const who of ['parsley-core', 'dill-outsider']) {
      const refused = await as(who)(`GET ${repo}/collaborators`);
      assert.deepEqual(
        [refused.status, refused.json()['message']],
        [403, 'Must have push access to view repository collaborators.'],
      );
    }
    assert.equal((await as('dill-outsider')(`GET ${spamFork}/collaborators`)).status, 404);
    sandbox.role('oregano-core', 'python/cpython', 'admin');
    assert.equal((await people(`${repo}/collaborators?permission=admin`)).length, 3);
  });

  it('who is in a team is shown to the organisation', async () => {
    const path = '/orgs/python/teams/psrt/members';
    const status = async (who: string | null, at = path) => (await as(who)(`GET ${at}`)).status;
    assert.equal((await as('parsley-core')(`GET ${path}`)).json<unknown[]>().length, 8);
    assert.deepEqual(
      [await status('dill-outsider'), await status('parsley-dev'), await status(null)],
      [404, 404, 401],
    );
    sandbox.store.repo('pypa/pip')!.roles.set('dill-outsider', 'triage');
    assert.deepEqual(
      [await status('dill-outsider', '/orgs/pypa/teams/psrt/members'), await status('dill-outsider')],
      [200, 404],
    );
    assert.equal(await status('admin', '/orgs/python/teams/none/members'), 404);
    assert.equal(await status('admin', '/orgs/nobody/teams/psrt/members'), 404);
  });

  it('a closed advisory is reopened by an admin, unless this GitHub has no such way', async () => {
    const state = async (state: string) => {
      const answer = await as('admin')(`PATCH ${spamAdvisory}`, { body: { state } });
      return [answer.status, answer.json()[answer.status === 200 ? 'closed_at' : 'message']];
    };
    assert.equal((await state('closed'))[0], 200);
    assert.deepEqual(await state('draft'), [200, null]);
    await state('closed');
    sandbox.knobs({ reopen: false });
    assert.deepEqual(await state('draft'), [422, 'Invalid state transition from `closed` to `draft`.']);
    assert.equal((await state('closed'))[0], 200, 'to stay as it is, is no transition');
    assert.equal(
      (await as('coordinator')(`PATCH ${spamAdvisory}`, { body: { state: 'draft' } })).status,
      403,
    );
  });

  it('a deleted user leaves what they wrote, without their name', async () => {
    await as('parsley-dev')(`POST ${spamAdvisory}/comments`, { body: { body: 'Here it is.' } });
    const credited = await as('coordinator')(`PATCH ${spamAdvisory}`, {
      body: {
        credits: [
          { login: 'parsley-dev', type: 'reporter' },
          { login: 'octo-coordinator', type: 'coordinator' },
        ],
      },
    });
    assert.equal(credited.json<{ credits: unknown[] }>().credits.length, 2);
    sandbox.store.removeUser('parsley-dev');
    const now = (await as('coordinator')(`GET ${spamAdvisory}`)).json<Record<string, unknown[]>>();
    assert.equal(now['author'], null);
    assert.deepEqual(now['credits'], [
      { type: 'reporter' },
      { login: 'octo-coordinator', type: 'coordinator' },
    ]);
    assert.equal(now['credits_detailed']!.length, 1);
    const [comment] = (await as('coordinator')(`GET ${spamAdvisory}/comments`)).json<{ user: unknown }[]>();
    assert.equal(comment!.user, null);
    assert.equal((await as('parsley-dev')('GET /user')).status, 401, 'nor can they sign in');
  });

  it('a list of credits that is null, until somebody is credited', async () => {
    const stored = sandbox.store.advisory('GHSA-7q4m-xv2c-93rp')!;
    Object.assign(stored, { credits: [], nullCredits: true });
    const lists = async () => {
      const now = (await as('coordinator')(`GET ${spamAdvisory}`)).json();
      return [now['credits'], now['credits_detailed']];
    };
    assert.deepEqual(await lists(), [null, null]);
    const credits = [{ login: 'octo-coordinator', type: 'coordinator' }];
    await as('coordinator')(`PATCH ${spamAdvisory}`, { body: { credits } });
    assert.deepEqual((await lists())[0], credits);
  });

  const wrongs: readonly [string, Record<string, unknown>, RegExp][] = [
    ['severity and vector', { severity: 'low', cvss_vector_string: 'CVSS:4.0/AV:N' }, /You must choose/],
    ['severity where a vector is', { severity: 'low' }, /Cannot update severity value when CVSS is set/],
    ['a vector that is none', { cvss_vector_string: 'CVSS:4.0/AV:N' }, /Validation Failed/],
    ['a summary that is too long', { summary: 'x'.repeat(1025) }, /Validation Failed/],
    ['an ecosystem that is none', { vulnerabilities: [{ package: { ecosystem: '' } }] }, /Validation Failed/],
    [
      'a credit of nobody',
      { credits: [{ login: 'nobody-here', type: 'finder' }] },
      /'nobody-here' not found/,
    ],
    ['a credit for nothing', { credits: [{ login: 'sage-admin', type: 'cook' }] }, /Validation Failed/],
    ['a weakness that is none', { cwe_ids: ['125'] }, /Validation Failed/],
    ['a state that is none', { state: 'triage' }, /Validation Failed/],
  ];
  for (const [name, fields, message] of wrongs) {
    it(`refuses ${name}, and then changes nothing at all`, async () => {
      const admin = as('admin');
      const before = (await admin(`GET ${spamAdvisory}`)).json();
      // `cve_id` is right, and is not written either.
      const refused = await admin(`PATCH ${spamAdvisory}`, { body: { cve_id: 'CVE-2026-1', ...fields } });
      assert.equal(refused.status, 422);
      assert.match(String(refused.json()['message']), message);
      assert.deepEqual((await admin(`GET ${spamAdvisory}`)).json(), before);
    });
  }

  it('takes a vector of either version and scores it; lists are replaced whole', async () => {
    const member = as('coordinator');
    const credits = [{ login: 'nutmeg-core', type: 'coordinator' }];
    const vector = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N';
    const body = { credits, cvss_vector_string: vector };
    const changed = (await member(`PATCH ${spamAdvisory}`, { body })).json<{
      credits: unknown;
      severity: string;
      cvss_severities: { cvss_v4: unknown };
    }>();
    assert.deepEqual(changed.credits, credits);
    assert.deepEqual(changed.cvss_severities.cvss_v4, { vector_string: vector, score: 8.7 });
    assert.equal(changed.severity, 'high');
  });

  it('publishing deletes the private fork and cannot be taken back', async () => {
    const admin = as('admin');
    const published = await admin(`PATCH ${spamAdvisory}`, { body: { state: 'published' } });
    assert.deepEqual([published.status, published.json()['private_fork']], [200, null]);
    assert.equal((await admin(`GET ${spamFork}`)).status, 404);
    assert.equal((await as(null)(`GET ${spamAdvisory}`)).status, 200);
    const back = await admin(`PATCH ${spamAdvisory}`, { body: { state: 'draft' } });
    assert.match(String(back.json()['message']), /Invalid state transition from `published` to `draft`/);
  });

  it('a refused advisory does not exist', async () => {
    const list = async () =>
      (await as('admin')(`GET ${repo}/security-advisories?per_page=100`)).json<unknown[]>();
    const before = (await list()).length;
    const refused = await as('admin')(`POST ${repo}/security-advisories`, {
      body: { summary: 'a', description: 'b', vulnerabilities: [], cwe_ids: ['x'] },
    });
    assert.equal(refused.status, 422);
    assert.equal((await list()).length, before);
  });

  it('what is no JSON is told so', async () => {
    for (const body of ['{"title":', '[]']) {
      assert.equal((await as('coordinator')(`POST ${repo}/issues`, { body })).status, 400);
    }
    assert.equal(sandbox.store.repo('python/cpython')!.issues.size, 0);
  });
});
