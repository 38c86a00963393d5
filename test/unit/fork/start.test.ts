import assert from 'node:assert/strict';
import { connect, type GitHub } from '../../../src/github/index.ts';
import { startFork } from '../../../src/jobs/fork/start.ts';
import { forkReady, lookAtFork, paceOf } from '../../../src/jobs/fork/wait.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed } from '../sandbox/harness.ts';

const repo = { owner: 'python', name: 'cpython' };
/** A draft with a fork, and one without. */
const spam = { repo, ghsaId: 'GHSA-7q4m-xv2c-93rp' };
const crumb = { repo, ghsaId: 'GHSA-c4f5-g6h7-j8m9' };
const closed = { repo, ghsaId: 'GHSA-v2w3-x4c5-f6g7' };
const crumbFork = 'python/cpython-ghsa-c4f5-g6h7-j8m9';
const minute = 60_000;

describe('starting a private fork', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.knobs({ forkDelay: 5 * minute });
    sandbox.recorder.clear();
    github = as('admin');
  });
  afterEach(() => assertDescribed(sandbox));
  after(() => sandbox.stop());

  const as = (who: string) =>
    connect({ apiUrl: sandbox.api, token: async () => sandbox.tokens[who]!, throttle: false });
  const asked = () => sandbox.recorder.writes().map(({ method, path }) => `${method} ${path}`);

  it('asks GitHub once, without a word, and finds it ready when it has its branch', async () => {
    assert.equal(await startFork({ github }, crumb), 'being-made');
    assert.equal(await startFork({ github }, crumb), 'being-made');
    assert.deepEqual(
      sandbox.recorder.writes().map(({ method, body }) => [method, body]),
      [['POST', {}]],
    );
    assert.match(asked()[0]!, /\/security-advisories\/GHSA-c4f5-g6h7-j8m9\/forks$/);
    assert.equal(await forkReady(github, crumbFork), false);
    sandbox.clock(5 * minute + 1);
    assert.equal(await forkReady(github, crumbFork), true);
    assert.equal(await startFork({ github }, crumb), 'ready');
    assert.equal(asked().length, 1);
  });

  it('finds a fork that is there, or on its way by somebody else, and sends nothing', async () => {
    assert.equal(await startFork({ github: as('coordinator') }, spam), 'ready');
    await startFork({ github }, crumb);
    sandbox.recorder.clear();
    assert.equal(await startFork({ github: as('coordinator') }, crumb), 'being-made');
    assert.deepEqual(asked(), []);
  });

  it('is refused to members, and nothing is made', async () => {
    const member = as('coordinator');
    await assert.rejects(startFork({ github: member }, crumb), { kind: 'forbidden' });
    assert.deepEqual(asked().length, 1, 'it was sent once');
    assert.equal((await lookAtFork(member, crumb)).is, 'none');
  });

  it('looks again where GitHub broke: after the effect it is on its way, before it the error is told', async () => {
    sandbox.fail({ method: 'POST', path: '/forks', status: 502, effect: 'after' });
    assert.equal(await startFork({ github }, crumb), 'being-made');
    await sandbox.reset();
    sandbox.fail({ method: 'POST', path: '/forks', status: 502 });
    sandbox.recorder.clear();
    await assert.rejects(startFork({ github }, crumb), { kind: 'server' });
    assert.equal(asked().length, 1, 'never sent twice');
    assert.equal((await lookAtFork(github, crumb)).is, 'none');
  });

  it('is on its way where GitHub breaks once it was asked', async () => {
    sandbox.fail({ path: '/security-advisories/', method: 'GET', skip: 1, status: 502 });
    assert.equal(await startFork({ github }, crumb), 'being-made');
    assert.equal(asked().length, 1);
  });

  it('does not call an advisory finished that GitHub does not show', async () => {
    sandbox.fail({ path: '/security-advisories/', status: 404 });
    await assert.rejects(startFork({ github }, crumb), {
      kind: 'changed',
      message: 'GitHub does not show this advisory to you any more. Nothing was started.',
    });
    assert.deepEqual(asked(), []);
  });

  it('does not start one of what is finished', async () => {
    await assert.rejects(startFork({ github }, closed), { kind: 'changed' });
    assert.deepEqual(asked(), []);
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(startFork({ github }, crumb, AbortSignal.abort()), { kind: 'cancelled' });
    assert.deepEqual(asked(), []);
  });

  it('knows a fork that is never made, one that was deleted, and an advisory that is not shown any more', async () => {
    sandbox.knobs({ forkDelay: 'never' });
    await startFork({ github }, crumb);
    sandbox.clock(365 * 24 * 60 * minute);
    assert.equal((await lookAtFork(github, crumb)).is, 'being-made');
    await sandbox.deleteFork(spam.ghsaId);
    assert.equal((await lookAtFork(github, spam)).is, 'none');
    assert.equal(await forkReady(github, 'python/cpython-ghsa-7q4m-xv2c-93rp'), false);
    assert.equal((await lookAtFork(github, closed)).is, 'over');
    const gone = { repo, ghsaId: 'GHSA-2222-2222-2222' };
    assert.deepEqual(await lookAtFork(github, gone), { is: 'over', advisory: null });
  });

  it('tells when GitHub does not answer', async () => {
    sandbox.fail({ path: '/security-advisories/', status: 500 });
    await assert.rejects(lookAtFork(github, spam), { kind: 'server' });
    sandbox.heal();
    sandbox.fail({ path: '/branches', status: 409, body: { message: 'Git Repository is empty.' } });
    assert.equal(await forkReady(github, 'python/cpython-ghsa-7q4m-xv2c-93rp'), false);
  });

  it('looks soon for five minutes, and then each minute', () => {
    assert.deepEqual(
      [0, 4.9, 5, 600].map(minutes => paceOf(0, minutes * minute)),
      [10_000, 10_000, minute, minute],
    );
  });
});
