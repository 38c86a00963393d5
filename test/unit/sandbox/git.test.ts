import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { git as onDisk } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { client, repo, spamFork } from './harness.ts';
import { workplace } from './harness.ts';

const fork = 'python/cpython-ghsa-7q4m-xv2c-93rp';
const own = 'octo-coordinator/cpython';

describe('git over HTTP in the sandbox', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let place: Awaited<ReturnType<typeof workplace>>;
  const url = (name: string) => `${sandbox.git}/${name}.git`;

  beforeEach(async () => {
    sandbox = await startSandbox();
    place = await workplace(sandbox);
  });
  afterEach(async () => {
    await sandbox.stop();
    await place.remove();
  });

  /** A clone of public main with one more commit on branch `fix`. */
  async function withCommit(): Promise<string> {
    await place.git(null, 'clone', '-q', url('python/cpython'), 'clone');
    await writeFile(join(place.folder, 'clone/Lib/salt.py'), 'GRAINS = 7\n');
    await place.git(null, '-C', 'clone', 'checkout', '-q', '-b', 'fix');
    await place.git(null, '-C', 'clone', 'add', 'Lib/salt.py');
    await place.git(null, '-C', 'clone', 'commit', '-q', '-m', 'Salt');
    return place.git(null, '-C', 'clone', 'rev-parse', 'HEAD');
  }

  it('lets everybody clone what is public, without blobs too', async () => {
    await place.git(null, 'clone', '-q', url('python/cpython'), 'all');
    const branches = await place.git(null, '-C', 'all', 'branch', '-r', '--format=%(refname:short)');
    for (const name of ['main', '3.15', '3.14', '3.13', '3.12', '3.11']) {
      assert.ok(branches.split('\n').includes(`origin/${name}`), name);
    }
    await place.git(null, 'clone', '-q', '--filter=blob:none', '--no-checkout', url('python/cpython'), 'few');
    const missing = await place.git(null, '-C', 'few', 'rev-list', '--objects', '--missing=print', 'HEAD');
    assert.match(missing, /^\?[0-9a-f]{40}$/m);
  });

  it('shows what is private to those who may see it only, also by the id of a commit', async () => {
    const head = sandbox.store.repo(fork)!.issues.get(1)!.pull!.headSha;
    for (const who of [null, 'dill-outsider']) {
      await assert.rejects(
        place.git(who, 'ls-remote', url(fork)),
        /401|could not read|not found|Authentication/i,
      );
    }
    await place.git('coordinator', 'init', '-q', 'scratch');
    const fetch = ['-C', 'scratch', 'fetch', '-q', '--no-tags', '--no-write-fetch-head'];
    await place.git('coordinator', ...fetch, url(fork), 'refs/pull/1/head:refs/private/head');
    assert.equal(await place.git(null, '-C', 'scratch', 'rev-parse', 'refs/private/head'), head);
    await place.git(null, 'init', '-q', 'other');
    await assert.rejects(
      place.git(null, '-C', 'other', 'fetch', '-q', url('python/cpython'), head),
      /not our ref/,
    );
  });

  it('takes a push from those who may write, and records what moved', async () => {
    const sha = await withCommit();
    const push = (who: string | null, to: string) =>
      place.git(who, '-C', 'clone', 'push', '-q', url(to), 'fix:refs/heads/fix');
    await assert.rejects(push(null, own), /401|could not read/i);
    await assert.rejects(push('dill-outsider', own), /403|denied/);
    await assert.rejects(push('parsley-core', 'python/cpython'), /403|denied/);
    assert.deepEqual(sandbox.recorder.pushes, []);
    await push('coordinator', own);
    assert.deepEqual(sandbox.recorder.pushes, [
      { repo: own, login: 'octo-coordinator', updates: [{ ref: 'refs/heads/fix', from: null, to: sha }] },
    ]);
  });

  it('lets a pull request follow its branch, and refuses one that is there or has nothing', async () => {
    const member = client(sandbox, 'coordinator');
    const open = (head: string) =>
      member(`POST ${repo}/pulls`, { body: { title: 'gh-210402: Salt', head, base: 'main', body: '' } });
    const said = async (head: string) =>
      (await open(head)).json<{ errors: { message?: string; field?: string }[] }>().errors[0];
    assert.equal(
      (await said('octo-coordinator:main'))?.message,
      'No commits between main and octo-coordinator:main',
    );
    assert.equal((await said('octo-coordinator:none'))?.field, 'head');

    await withCommit();
    const push = () => place.git('coordinator', '-C', 'clone', 'push', '-q', url(own), 'fix:refs/heads/fix');
    await push();
    const opened = await open('octo-coordinator:fix');
    assert.equal(opened.status, 201);
    const number = opened.json<{ number: number }>().number;
    assert.equal(
      (await said('octo-coordinator:fix'))?.message,
      'A pull request already exists for octo-coordinator:fix.',
    );

    await place.git(null, '-C', 'clone', 'commit', '-q', '--allow-empty', '-m', 'More salt');
    const second = await place.git(null, '-C', 'clone', 'rev-parse', 'HEAD');
    await push();
    const now = (await member(`GET ${repo}/pulls/${number}`)).json<{
      head: { sha: string };
      commits: number;
    }>();
    assert.deepEqual([now.head.sha, now.commits], [second, 2]);
    const ref = await place.git(null, 'ls-remote', url('python/cpython'), `refs/pull/${number}/head`);
    assert.equal(ref, `${second}\trefs/pull/${number}/head`);
  });

  it('can lose the answer to a push, before or after it happened', async () => {
    const sha = await withCommit();
    const push = () => place.git('coordinator', '-C', 'clone', 'push', '-q', url(own), 'fix:refs/heads/fix');
    const there = () =>
      onDisk(sandbox.dir(own), ['for-each-ref', '--format=%(objectname)', 'refs/heads/fix']);
    sandbox.fail({ method: 'POST', path: 'git-receive-pack', status: 503 });
    await assert.rejects(push(), /503/);
    assert.equal(await there(), '');
    sandbox.fail({ method: 'POST', path: 'git-receive-pack', kind: 'reset', effect: 'after' });
    await assert.rejects(push());
    assert.equal(await there(), sha);
    await push();
    assert.equal(sandbox.recorder.pushes.length, 1);
  });

  it('merges a private pull request as one commit', async () => {
    const admin = client(sandbox, 'admin');
    const merged = await admin(`PUT ${spamFork}/pulls/1/merge`);
    assert.equal(merged.status, 200);
    const parents = await onDisk(sandbox.dir(fork), ['rev-list', '--parents', '-1', 'main']);
    assert.equal(parents.split(' ').length, 2);
    const outsider = await client(sandbox, 'dill-outsider')(`PUT ${spamFork}/pulls/1/merge`);
    assert.equal(outsider.status, 404);
  });

  it('keeps its repositories from other accounts, and removes them when it stops', async () => {
    // <folder>/<round>/python/cpython.git
    const folder = dirname(dirname(dirname(sandbox.dir('python/cpython'))));
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    await sandbox.stop();
    await assert.rejects(stat(folder), { code: 'ENOENT' });
  });
});
