import assert from 'node:assert/strict';
import type { RepoRef } from '../../../../src/advisory/model.ts';
import { connect } from '../../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { AdvisoriesModel, type ModelParts } from '../../../../src/ui/advisories/model.ts';

const cpython = { owner: 'python', name: 'cpython' };
const pip = { owner: 'pypa', name: 'pip' };

describe('the list of advisories', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let model: AdvisoriesModel;
  let repositories: RepoRef[];
  let token: string | null;
  let expired: number;
  let failures: string[];
  let now: Date;

  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    repositories = [cpython, pip];
    token = sandbox.tokens['coordinator']!;
    expired = 0;
    failures = [];
    now = new Date('2026-11-20T13:00:00Z');
    model = made();
  });
  after(() => sandbox.stop());

  function made(parts: Partial<ModelParts> = {}) {
    const github = connect({ apiUrl: sandbox.api, token: () => Promise.resolve(token), throttle: false });
    return new AdvisoriesModel({
      repositories: () => repositories,
      signedIn: () => Promise.resolve(token !== null),
      github: () => Promise.resolve(github),
      expired: async () => void expired++,
      log: error => failures.push((error as { kind?: string }).kind ?? String(error)),
      now: () => now,
      ...parts,
    });
  }
  const results = () => {
    assert.equal(model.state.kind, 'loaded');
    return model.state.results;
  };
  const ids = () => model.advisories.map(({ ghsaId }) => ghsaId);

  it('asks nobody before it is told to', () => {
    assert.equal(model.state.kind, 'idle');
    assert.equal(sandbox.recorder.requests.length, 0);
  });

  it('holds the open ones that name us coordinator, and the private pull requests', async () => {
    await model.refresh();
    assert.ok(ids().includes('GHSA-7q4m-xv2c-93rp'));
    assert.ok(!ids().includes('GHSA-r9v8-w7x6-c5f4'), "another coordinator's");
    assert.ok(!ids().includes('GHSA-p3q4-r5v6-w7x8'), "nobody's");
    assert.ok(!ids().includes('GHSA-v2w3-x4c5-f6g7'), 'closed');
    const spam = model.advisories.find(({ ghsaId }) => ghsaId === 'GHSA-7q4m-xv2c-93rp')!;
    assert.equal(model.pullsOf(spam)?.length, 1);
    assert.deepEqual(model.pullsOf({ ...spam, privateFork: null }), []);
  });

  it('shows the rows before the private pull requests are known', async () => {
    const seen: (number | undefined)[] = [];
    model.onDidChange(() => {
      const spam = model.advisories.find(({ ghsaId }) => ghsaId === 'GHSA-7q4m-xv2c-93rp')!;
      seen.push(model.pullsOf(spam)?.length);
    });
    await model.refresh();
    assert.deepEqual(seen, [undefined, 1]);
  });

  it('takes in what another page of ours has read, in its place, and nothing that it did not list', async () => {
    await model.refresh();
    const before = ids();
    const spam = model.advisories.find(({ ghsaId }) => ghsaId === 'GHSA-7q4m-xv2c-93rp')!;
    model.take({ ...spam, title: 'New words' });
    model.take({ ...spam, ghsaId: 'GHSA-2222-2222-2222' });
    assert.deepEqual(ids(), before);
    assert.equal(model.advisories.find(({ ghsaId }) => ghsaId === spam.ghsaId)?.title, 'New words');
    assert.equal(model.pullsOf(spam)?.length, 1);
  });

  it('asks nothing when nobody is signed in or no repository is chosen', async () => {
    repositories = [];
    await model.refresh();
    assert.equal(model.state.kind, 'no-repositories');
    token = null;
    await model.refresh();
    assert.equal(model.state.kind, 'signed-out');
    assert.equal(sandbox.recorder.requests.length, 0);
  });

  it('is signed out when GitHub does not know the token', async () => {
    token = 'gho_unknown';
    await model.refresh();
    assert.equal(model.state.kind, 'signed-out');
    assert.equal(expired, 1);
  });

  it('shows the other repositories when one fails', async () => {
    sandbox.fail({
      path: '/repos/pypa/pip/security-advisories',
      status: 403,
      headers: { 'x-github-sso': 'required; url=https://github.com/orgs/pypa/sso' },
    });
    await model.refresh();
    const [first, second] = results();
    assert.ok(first!.error === null && first!.advisories.length > 0);
    assert.equal(second!.error?.kind, 'sso');
    assert.equal(second!.error.ssoUrl, 'https://github.com/orgs/pypa/sso');
    assert.deepEqual(failures, ['sso']);
  });

  it('keeps the rows of a repository that breaks, but not of one that is closed to us', async () => {
    await model.refresh();
    const before = ids();
    sandbox.fail({ path: '/repos/python/cpython/security-advisories', status: 502 });
    await model.refresh();
    assert.deepEqual(ids(), before);
    assert.equal(results()[0]!.error?.kind, 'server');
    sandbox.fail({ path: '/repos/python/cpython/security-advisories', status: 404 });
    await model.refresh();
    assert.deepEqual(results()[0]!.advisories, []);
    assert.equal(results()[0]!.error?.kind, 'not-found');
  });

  it('keeps the list while GitHub is away, and says since when', async () => {
    await model.refresh();
    const before = ids();
    sandbox.fail({ path: '/user', kind: 'reset', times: 2 });
    await model.refresh();
    now = new Date('2026-11-20T13:05:00Z');
    await model.refresh();
    assert.equal(model.state.kind, 'loaded');
    assert.equal(model.state.stale?.failure.kind, 'offline');
    assert.equal(model.state.stale.since.toISOString(), '2026-11-20T13:00:00.000Z');
    assert.deepEqual(ids(), before);
    await model.refresh();
    assert.ok(model.state.kind === 'loaded' && model.state.stale === null);
  });

  it('says that nothing could be read when nothing was read before', async () => {
    sandbox.fail({ path: '/user', kind: 'reset' });
    await model.refresh();
    assert.ok(model.state.kind === 'failed' && model.state.failure.kind === 'offline');
  });

  it('makes a bug of ours a sentence, never a rejection', async () => {
    model = made({
      repositories: () => {
        throw new TypeError('a bug');
      },
    });
    await model.refresh();
    assert.ok(model.state.kind === 'failed');
    assert.doesNotMatch(model.state.failure.message, /bug/);
    assert.deepEqual(failures, ['TypeError: a bug']);
  });

  it('lets a private fork fail without touching its row', async () => {
    sandbox.fail({ path: '/repos/python/cpython-ghsa-7q4m-xv2c-93rp/pulls', status: 404 });
    await model.refresh();
    const spam = model.advisories.find(({ ghsaId }) => ghsaId === 'GHSA-7q4m-xv2c-93rp')!;
    assert.equal(model.pullsOf(spam), undefined);
    assert.ok(results().every(({ error }) => error === null));
  });

  it('lets the last refresh win, and whoever waits for an earlier one waits for it', async () => {
    const states: string[] = [];
    const first = model.refresh();
    repositories = [pip];
    const second = model.refresh();
    model.onDidChange(() => states.push(model.state.kind));
    await first;
    assert.deepEqual(
      results().map(({ repo }) => repo),
      [pip],
    );
    await second;
    assert.deepEqual(states, ['loaded']);
    assert.deepEqual(failures, []);
  });

  it('reads again only what is old enough', async () => {
    await model.refreshIfOlder(60_000);
    const asked = sandbox.recorder.requests.length;
    assert.ok(asked > 0);
    await model.refreshIfOlder(60_000);
    assert.equal(sandbox.recorder.requests.length, asked);
    now = new Date('2026-11-20T13:01:00Z');
    await model.refreshIfOlder(60_000);
    assert.ok(sandbox.recorder.requests.length > asked);
  });

  it('shows one account nothing of another', async () => {
    await model.refresh();
    model.reset();
    assert.equal(model.state.kind, 'idle');
    assert.deepEqual(ids(), []);
    sandbox.fail({ path: '/user', kind: 'reset' });
    await model.refresh();
    assert.equal(model.state.kind, 'failed');
  });

  it('tells how far it is', async () => {
    const lines = new Set<string>();
    model.onProgress(line => lines.add(line));
    await model.refresh();
    assert.deepEqual([...lines].sort(), ['Loading pypa/pip, page 1…', 'Loading python/cpython, page 1…']);
  });
});
