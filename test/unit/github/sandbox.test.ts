import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  connect,
  GitHubError,
  readReleaseCycle,
  type GitHub,
  type GitHubErrorKind,
} from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { publicForTests } from './publicText.ts';

const cpython = { owner: 'python', name: 'cpython' };

describe('a GitHub that behaves like GitHub', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let fork: string;

  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    github = as('coordinator');
    fork = (await github.advisories.get(cpython, 'GHSA-7q4m-xv2c-93rp')).privateFork!;
  });
  after(() => sandbox.stop());

  const as = (who: string) =>
    connect({ apiUrl: sandbox.api, token: () => Promise.resolve(sandbox.tokens[who]!), throttle: false });
  const kindOf = (work: Promise<unknown>): Promise<GitHubErrorKind> =>
    work.then(
      () => assert.fail('This should have failed.'),
      (error: unknown) => {
        assert.ok(error instanceof GitHubError, String(error));
        return error.kind;
      },
    );

  it('knows who we are', async () => {
    const me = await github.users.me();
    assert.deepEqual(me, {
      login: 'octo-coordinator',
      name: 'Octo Coordinator',
      noreplyEmail: '4101+octo-coordinator@users.noreply.github.com',
      scopes: ['repo', 'workflow'],
    });
  });

  it('lists the advisories of a state, with their private forks', async () => {
    const drafts = await github.advisories.list(cpython, 'draft');
    assert.ok(drafts.length >= 6 && drafts.every(({ state }) => state === 'draft'));
    const spam = drafts.find(({ ghsaId }) => ghsaId === 'GHSA-7q4m-xv2c-93rp');
    assert.equal(spam?.cvssV4?.score, 8.3);
    assert.equal(spam.privateFork, 'python/cpython-ghsa-7q4m-xv2c-93rp');
    assert.deepEqual(await github.advisories.list(cpython, 'published'), []);
  });

  it('hides everything from an outsider', async () => {
    const outsider = as('dill-outsider');
    assert.equal(await kindOf(outsider.advisories.get(cpython, 'GHSA-7q4m-xv2c-93rp')), 'not-found');
    assert.equal(await kindOf(outsider.pulls.list(fork, { state: 'open' })), 'not-found');
    assert.equal(await kindOf(outsider.pulls.patch(fork, 1)), 'not-found');
  });

  it('signs out a token it does not know', async () => {
    const stranger = connect({ apiUrl: sandbox.api, token: () => Promise.resolve('gho_x'), throttle: false });
    assert.equal(await kindOf(stranger.users.me()), 'signed-out');
  });

  it('gives the private pull request, its reviews, commits and exact patch', async () => {
    const [pull] = await github.pulls.list(fork, { state: 'open' });
    assert.ok(pull && !pull.merged && pull.headSha.length === 40);
    assert.deepEqual(await github.pulls.get(fork, pull.number), pull);
    const commits = await github.pulls.commits(fork, pull.number);
    assert.ok(commits.length > 0 && commits.every(({ author }) => author.email.includes('@')));
    assert.equal(commits.at(-1)!.sha, pull.headSha);
    const verdicts = await github.pulls.verdicts(fork, pull.number);
    assert.deepEqual(
      verdicts.map(({ login, state, commit }) => [login, state, commit === pull.headSha]),
      [
        ['nutmeg-core', 'APPROVED', true],
        ['parsley-core', 'APPROVED', true],
      ],
    );
    const patch = Buffer.from(await github.pulls.patch(fork, pull.number));
    const expected = execFileSync(
      'git',
      ['format-patch', '--stdout', '--binary', '--full-index', `${commits[0]!.sha}^..${pull.headSha}`],
      { cwd: sandbox.dir(fork), maxBuffer: 1 << 26 },
    );
    assert.deepEqual(hunks(patch), hunks(expected));
    assert.ok(hunks(patch).length > 0);
  });

  it('finds no fork, makes one, and finds it', async () => {
    const login = 'octo-coordinator';
    const before = await github.repos.ownFork('python/cpython', login);
    const made = await github.repos.createFork('python/cpython');
    const found = await github.repos.ownFork('python/cpython', login);
    assert.equal(found?.fullName, made.fullName);
    assert.equal(found.parent, 'python/cpython');
    assert.ok(found.permissions.push);
    if (before) assert.equal(before.fullName, found.fullName);
  });

  it('opens an issue and finds it again by who opened it', async () => {
    const since = new Date(sandbox.store.now().getTime() - 60_000).toISOString();
    const opened = await github.issues.create('python/cpython', {
      title: publicForTests('Spam parser: check the length'),
      body: publicForTests('Lengths are checked.'),
    });
    assert.ok(!opened.isPull && opened.title === 'Spam parser: check the length');
    assert.equal((await github.issues.get('python/cpython', opened.number)).body, opened.body);
    const found = await github.issues.createdBy('python/cpython', { creator: 'octo-coordinator', since });
    assert.deepEqual(
      found.map(({ number }) => number),
      [opened.number],
    );
    const [write] = sandbox.recorder.writes();
    assert.equal(write?.version, '2026-03-10');
    assert.deepEqual(Object.keys(write.body as object).sort(), ['body', 'title']);
  });

  it('a create whose answer is lost was sent once, and can be found', async () => {
    const since = new Date(sandbox.store.now().getTime() - 60_000).toISOString();
    sandbox.fail({ method: 'POST', path: '/issues', status: 502, effect: 'after' });
    const text = publicForTests('Spam parser: check the length');
    assert.equal(await kindOf(github.issues.create('python/cpython', { title: text, body: text })), 'server');
    const found = await github.issues.createdBy('python/cpython', { creator: 'octo-coordinator', since });
    assert.equal(found.length, 1);
    assert.equal(sandbox.recorder.writes().length, 1);
  });

  it('sets labels where it may, and reads back what is there', async () => {
    const { number } = await github.issues.create('python/cpython', {
      title: publicForTests('Spam parser: check the length'),
      body: publicForTests('Lengths are checked.'),
    });
    assert.ok((await github.repos.labels('python/cpython')).includes('type-security'));
    await github.issues.addLabels('python/cpython', number, [publicForTests('type-security')]);
    assert.ok((await github.issues.labels('python/cpython', number)).includes('type-security'));
  });

  it('reads the release cycle without a token', async () => {
    const cycle = (await readReleaseCycle(sandbox.releaseCycle)) as Record<string, unknown>;
    assert.ok(Object.keys(cycle).length > 3);
  });

  const faults: readonly [string, Parameters<Sandbox['fail']>[0], GitHubErrorKind][] = [
    ['half an answer', { kind: 'truncate' }, 'malformed'],
    ['a page instead of JSON', { kind: 'malformed' }, 'malformed'],
    ['a broken connection', { kind: 'reset' }, 'offline'],
    ['a broken GitHub', { status: 503 }, 'server'],
    [
      'single sign-on',
      { status: 403, headers: { 'x-github-sso': 'required; url=https://github.com/orgs/python/sso' } },
      'sso',
    ],
    ['too many requests', { status: 429, headers: { 'retry-after': '3600' } }, 'rate-limited'],
  ];
  for (const [name, fault, kind] of faults) {
    it(`says so at ${name}, and goes on after it`, async () => {
      sandbox.fail({ path: '/security-advisories', ...fault });
      assert.equal(await kindOf(github.advisories.list(cpython, 'draft')), kind);
      assert.ok((await github.advisories.list(cpython, 'draft')).length > 0);
    });
  }
});

/** The lines of a patch that change something: mail headers and git's version differ. */
function hunks(patch: Buffer): string[] {
  return patch
    .toString('latin1')
    .split('\n')
    .filter(line => /^([-+@ ]|GIT binary|literal|delta|rename)/.test(line) && !/^-- ?$/.test(line));
}
