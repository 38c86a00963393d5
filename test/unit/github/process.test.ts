import assert from 'node:assert/strict';
import { connect, GitHubError, type GitHub, type GitHubErrorKind } from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { loopback } from './loopback.ts';
import { assertDescribed } from '../sandbox/harness.ts';

const cpython = { owner: 'python', name: 'cpython' };
const triage = 'GHSA-m2pg-3qcr-4vfw';
const closed = 'GHSA-v2w3-x4c5-f6g7';

describe('what the process asks of GitHub', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let admin: GitHub;

  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    github = as('coordinator');
    admin = as('admin');
  });
  afterEach(() => assertDescribed(sandbox));
  after(() => sandbox.stop());

  const as = (who: string) =>
    connect({ apiUrl: sandbox.api, token: () => Promise.resolve(sandbox.tokens[who]!), throttle: false });
  const fails = (work: Promise<unknown>, kind: GitHubErrorKind, words = /./) =>
    assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof GitHubError, String(error));
      assert.deepEqual([error.kind, words.test(error.message)], [kind, true], error.message);
      return true;
    });
  const writes = () => sandbox.recorder.writes().map(({ method, body }) => [method, body]);

  it('an admin accepts, closes and reopens; GitHub’s new state comes back', async () => {
    assert.equal((await admin.advisories.setState(cpython, triage, 'draft')).state, 'draft');
    assert.equal((await admin.advisories.setState(cpython, triage, 'closed')).state, 'closed');
    const reopened = await admin.advisories.setState(cpython, closed, 'draft');
    assert.deepEqual([reopened.ghsaId, reopened.state], [closed, 'draft']);
    assert.deepEqual(await admin.advisories.get(cpython, closed), reopened);
    assert.deepEqual(writes(), [
      ['PATCH', { state: 'draft' }],
      ['PATCH', { state: 'closed' }],
      ['PATCH', { state: 'draft' }],
    ]);
  });

  it('a member may change no state, and nothing else happens', async () => {
    for (const state of ['draft', 'closed'] as const) {
      await fails(github.advisories.setState(cpython, triage, state), 'forbidden');
    }
    assert.equal((await github.advisories.get(cpython, triage)).state, 'triage');
    assert.equal(sandbox.recorder.writes().length, 2, 'each was sent once');
  });

  it('a way that GitHub does not go is told in its words', async () => {
    sandbox.knobs({ reopen: false });
    const words = /Invalid state transition from `closed` to `draft`/;
    await fails(admin.advisories.setState(cpython, closed, 'draft'), 'invalid', words);
    sandbox.store.advisory(triage)!.state = 'published';
    await fails(
      admin.advisories.setState(cpython, triage, 'draft'),
      'invalid',
      /from `published` to `draft`/,
    );
  });

  it('a changed state moves between the lists', async () => {
    const ids = async (state: 'triage' | 'draft') => {
      const found: string[] = [];
      for await (const { advisories } of admin.advisories.pages(cpython, state)) {
        found.push(...advisories.map(({ ghsaId }) => ghsaId));
      }
      return found.includes(triage);
    };
    assert.deepEqual([await ids('triage'), await ids('draft')], [true, false]);
    await admin.advisories.setState(cpython, triage, 'draft');
    assert.deepEqual([await ids('triage'), await ids('draft')], [false, true]);
  });

  it('an admin opens a draft', async () => {
    const made = await admin.advisories.create(cpython, {
      title: 'Salt is not random',
      description: 'It is always the same.',
      credits: [{ login: 'parsley-dev', type: 'reporter' }],
      products: [
        { ecosystem: 'other', name: 'CPython', range: '< 3.16.0', patched: '', functions: ['salt.draw'] },
      ],
    });
    assert.deepEqual(
      [made.state, made.title, made.author, made.reported, made.credits, made.products[0]?.functions],
      [
        'draft',
        'Salt is not random',
        'sage-admin',
        false,
        [{ login: 'parsley-dev', type: 'reporter' }],
        ['salt.draw'],
      ],
    );
    assert.deepEqual(await admin.advisories.get(cpython, made.ghsaId), made);
  });

  it('a draft of a title and a text is enough; it is sent once, and not by a member', async () => {
    const fields = { title: 'Pepper', description: 'A cloud.' };
    assert.deepEqual((await admin.advisories.create(cpython, fields)).products, []);
    sandbox.recorder.clear();
    await fails(github.advisories.create(cpython, fields), 'forbidden');
    sandbox.fail({ method: 'POST', path: '/security-advisories', status: 502, effect: 'after' });
    await fails(admin.advisories.create(cpython, fields), 'server');
    assert.equal(sandbox.recorder.writes().length, 2);
  });

  it('the members of a team are shown to who belongs to the organisation', async () => {
    const members = await github.teams.members('python', 'psrt');
    assert.deepEqual([...(members ?? [])].sort(), [...sandbox.store.team.members].sort());
    sandbox.store.removeUser('parsley-core');
    assert.equal((await github.teams.members('python', 'psrt'))?.length, members!.length - 1);
    assert.equal(await as('parsley-dev').teams.members('python', 'psrt'), null);
    assert.equal(await github.teams.members('python', 'no-such-team'), null);
    assert.equal(await github.teams.members('parsley-dev', 'psrt'), null);
  });

  it('all members of a team that has more than a page', async () => {
    for (let n = 0; n < 150; n++) {
      const login = `practice-${n}`;
      sandbox.store.addUser({
        id: 9000 + n,
        login,
        name: null,
        type: 'User',
        createdAt: '2020-02-02T00:00:00Z',
      });
      sandbox.store.team.members.add(login);
    }
    const members = await github.teams.members('python', 'psrt');
    assert.equal(new Set(members).size, sandbox.store.team.members.size);
  });

  it('the admins of a repository are shown to who may push', async () => {
    assert.deepEqual(await github.repos.admins('python/cpython'), ['sage-admin', 'basil-rm']);
    assert.equal(await as('parsley-core').repos.admins('python/cpython'), null, 'triage is not enough');
    assert.equal(await as('dill-outsider').repos.admins('python/cpython'), null);
    assert.equal(await github.repos.admins('python/no-such-thing'), null);
    assert.deepEqual(await github.repos.admins('octo-coordinator/cpython'), ['octo-coordinator']);
  });

  it('what GitHub cannot say now is no "not shown"', async () => {
    sandbox.fail({ path: '/teams/', status: 429, headers: { 'retry-after': '3600' } });
    await fails(github.teams.members('python', 'psrt'), 'rate-limited');
    sandbox.fail({ path: '/collaborators', status: 503 });
    await fails(github.repos.admins('python/cpython'), 'server');
    const sso = { 'x-github-sso': 'required; url=https://github.com/orgs/python/sso' };
    sandbox.fail({ path: '/teams/', status: 403, headers: sso });
    await fails(github.teams.members('python', 'psrt'), 'sso');
    await fails(github.teams.members('python', 'psrt', AbortSignal.abort()), 'cancelled');
  });

  it('a private pull request that was merged says so, in a list too', async () => {
    const jam = (await github.advisories.get(cpython, 'GHSA-8p9q-rvwx-2345')).privateFork!;
    const merged = async () => (await github.pulls.list(jam, { state: 'all' })).map(pull => pull.merged);
    assert.deepEqual(await merged(), [false]);
    await fetch(`${sandbox.api}/repos/${jam}/pulls/1/merge`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${sandbox.tokens['admin']}`,
        'x-github-api-version': '2026-03-10',
      },
      body: JSON.stringify({ merge_method: 'squash' }),
    });
    assert.deepEqual(await merged(), [true]);
  });

  describe('credits', () => {
    const credits = async () => (await github.advisories.get(cpython, triage)).credits;
    const stored = () => sandbox.store.advisory(triage)!;

    it('that GitHub answers null for are none, until there is one', async () => {
      Object.assign(stored(), { credits: [], nullCredits: true });
      assert.deepEqual(await credits(), []);
      const mine = [{ login: 'octo-coordinator', type: 'coordinator' }] as const;
      assert.deepEqual((await github.advisories.update(cpython, triage, { credits: mine })).credits, mine);
    });

    it('of a deleted user are left out: GitHub does not take them back', async () => {
      sandbox.store.removeUser('parsley-dev');
      const { author, credits } = await github.advisories.get(cpython, triage);
      const rest = [{ login: 'octo-coordinator', type: 'coordinator' }];
      assert.deepEqual([author, credits], [null, rest]);
      assert.deepEqual((await github.advisories.update(cpython, triage, { credits })).credits, rest);
      const gone = [{ login: 'parsley-dev', type: 'reporter' }] as const;
      await fails(github.advisories.update(cpython, triage, { credits: gone }), 'invalid', /parsley-dev/);
    });
  });

  describe('the list of members', () => {
    it('names everybody, admins and release managers, and is asked for without a token', async () => {
      const members = await github.members.list(sandbox.membersUrl);
      assert.deepEqual(
        members.map(({ login }) => login),
        [...sandbox.store.team.members],
      );
      const basil = members.find(({ login }) => login === 'basil-rm');
      assert.deepEqual(basil, { name: 'Basil Thyme', login: 'basil-rm', admin: true, releaseManager: true });
      assert.deepEqual(
        members.filter(({ admin }) => admin).map(({ login }) => login),
        ['sage-admin', 'basil-rm'],
      );
      assert.deepEqual(sandbox.recorder.calls, [], 'it is no part of the API');
    });

    for (const [name, rest, kind] of [
      ['a page in its place', '/python/cpython', 'malformed'],
      ['what is not there', '/api/psrt.csv', 'offline'],
      ['another host that does not answer', null, 'offline'],
    ] as const) {
      it(`is an error at ${name}`, () =>
        fails(
          github.members.list(rest === null ? 'http://127.0.0.1:1/psrt.csv' : `${sandbox.url}${rest}`),
          kind,
          /ghsa\.membersUrl/,
        ));
    }

    it('is no list when it is a page with commas', async () => {
      const server = await loopback((_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end('<p>\nHello, world, welcome\n</p>'),
      );
      try {
        await fails(github.members.list(server.url), 'malformed', /names nobody/);
      } finally {
        await server.stop();
      }
    });

    it('ends with its signal', () =>
      fails(github.members.list(sandbox.membersUrl, AbortSignal.abort()), 'cancelled'));
  });
});
