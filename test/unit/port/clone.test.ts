import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkGuard, cloneFork, type Cloned } from '../../../src/git/index.ts';
import { clonePublic } from '../../vscode/publicClone.ts';
import { allFiles, commitThere, person, table, withHome, type Table } from '../git/cloneHarness.ts';

describe('cloning a private fork', () => {
  let at: Table;
  let extra: string[] = [];
  before(async () => (at = await table()));
  afterEach(async () => {
    for (const folder of [dirname(at.request().target), ...extra])
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    extra = [];
  });
  after(() => at.close());

  /** Whole, on its branch, at the fork's default branch, with nothing beside it. */
  const isWhole = async (cloned: Cloned) => {
    const main = await person(at.sandbox.dir(at.fork), 'rev-parse', 'main');
    assert.equal(await person(cloned.path, 'rev-parse', 'HEAD'), main);
    assert.equal(await person(cloned.path, 'status', '--porcelain'), '');
    assert.equal(await person(cloned.path, 'symbolic-ref', 'HEAD'), `refs/heads/${cloned.branch}`);
    assert.equal((await stat(cloned.path)).mode & 0o777, 0o700);
    await assert.rejects(stat(join(cloned.path, '.git/objects/info/alternates')));
    assert.deepEqual(await readdir(dirname(cloned.path)), ['cpython-ghsa-7q4m-xv2c-93rp']);
    const { fork, upstream, gitUrl, protocol } = at.request();
    const { whole, missing } = await checkGuard(at.git, cloned.path, { fork, upstream, gitUrl, protocol });
    assert.ok(whole, missing.join(' '));
  };
  const packOf = async (clone: string) => {
    const folder = join(clone, '.git/objects/pack');
    return stat(join(folder, (await readdir(folder)).filter(name => name.endsWith('.pack')).sort()[0]!));
  };

  it('uses the objects of the public clone and fetches the difference only', async () => {
    const said: string[] = [];
    const cloned = await cloneFork(at.git, at.request(), { progress: words => said.push(words) });
    assert.equal(cloned.method, 'local');
    // The first is in the fork already.
    assert.equal(cloned.branch, 'advisory-fix-2');
    assert.deepEqual(cloned.notes, []);
    assert.equal(said[0], 'using objects of your cpython clone…');
    const theirs = await packOf(at.publicClone);
    const ours = (await allFiles(join(cloned.path, '.git/objects/pack'))).filter(name =>
      name.endsWith('.pack'),
    );
    assert.ok((await Promise.all(ours.map(name => stat(name)))).some(({ ino }) => ino === theirs.ino));
    assert.ok(cloned.received > 0 && cloned.received < 20_000, String(cloned.received));
    await isWhole(cloned);
  });

  it('copies the objects across file systems', async function () {
    const other = await mkdtemp('/dev/shm/ghsa-clone-').catch(() => null);
    if (other === null) return this.skip();
    extra.push(other);
    if ((await stat(other)).dev === (await stat(at.publicClone)).dev) return this.skip();
    const cloned = await cloneFork(
      at.git,
      at.request({ target: join(other, 'cpython-ghsa-7q4m-xv2c-93rp') }),
    );
    assert.equal(cloned.method, 'copied');
    await isWhole(cloned);
  });

  it('takes nothing of the public clone but objects and what it knows of public branches', async () => {
    const clone = await clonePublic(at.sandbox);
    extra.push(dirname(clone.path));
    await person(clone.path, 'branch', 'my-own-work');
    await person(clone.path, 'tag', 'my-tag');
    await person(clone.path, 'config', 'remote.pushDefault', 'upstream');
    await person(clone.path, 'config', 'user.nickname', 'parsley');
    await writeFile(join(clone.path, '.git/hooks/post-checkout'), '#!/bin/sh\ntouch ran\n', { mode: 0o755 });
    await writeFile(join(clone.path, 'new.txt'), 'x');
    await person(clone.path, 'stash', 'push', '-q', '-u');
    const home = await mkdtemp(join(tmpdir(), 'ghsa-home-'));
    extra.push(home);
    const hook = join(home, 'template/hooks/post-checkout');
    await mkdir(dirname(hook), { recursive: true });
    await writeFile(hook, `#!/bin/sh\ntouch '${home}/ran'\n`, { mode: 0o755 });
    const config = `[init]\ntemplateDir = ${home}/template\ndefaultBranch = trunk\n[core]\nhooksPath = ${home}/template/hooks\n[clone]\ndefaultRemoteName = other\n[fetch]\nprune = true\n[submodule]\nrecurse = true\n`;
    const cloned = await withHome(home, config, () =>
      cloneFork(at.git, at.request({ publicClone: clone.path })),
    );
    await isWhole(cloned);
    const refs = (await person(cloned.path, 'for-each-ref', '--format=%(refname)')).split('\n');
    const upstream = (
      await person(clone.path, 'for-each-ref', '--format=%(refname:lstrip=3)', 'refs/remotes/upstream')
    )
      .split('\n')
      .filter(name => name !== 'HEAD');
    assert.deepEqual(refs, [
      'refs/heads/advisory-fix-2',
      'refs/remotes/origin/HEAD',
      'refs/remotes/origin/advisory-fix-1',
      'refs/remotes/origin/main',
      ...upstream.map(name => `refs/remotes/upstream/${name}`),
    ]);
    const text = await readFile(join(cloned.path, '.git/config'), 'utf8');
    assert.doesNotMatch(text, /nickname|pushDefault = upstream|octo-coordinator/i);
    await assert.rejects(stat(join(home, 'ran')), 'no hook ran');
    await assert.rejects(stat(join(cloned.path, '.git/hooks')), 'no hooks came');
    await assert.rejects(stat(join(cloned.path, '.git/logs/refs/stash')));
  });

  it('is guarded from its first moment: what is pushed to the public repository from it does not arrive', async () => {
    const { path } = await cloneFork(at.git, at.request());
    const { gitUrl, upstream } = at.request();
    for (const to of ['upstream', `${gitUrl}/${upstream}.git`])
      await assert.rejects(person(path, 'push', '--no-verify', to, 'HEAD:refs/heads/leak'), /refused/);
    await assert.rejects(
      person(at.sandbox.dir(upstream), 'rev-parse', '--verify', '--quiet', 'refs/heads/leak'),
    );
  });

  it('lives on when the public clone is deleted and its objects are collected', async () => {
    const clone = await clonePublic(at.sandbox);
    extra.push(dirname(clone.path));
    const cloned = await cloneFork(at.git, at.request({ publicClone: clone.path }));
    await person(clone.path, 'checkout', '-q', '--orphan', 'nothing');
    await person(clone.path, 'reflog', 'expire', '--expire=now', '--all');
    await person(clone.path, 'gc', '-q', '--prune=now', '--aggressive');
    await rm(clone.path, { recursive: true });
    await person(cloned.path, 'fsck', '--full', '--strict');
    assert.ok((await person(cloned.path, 'log', '-p', '--all')).length > 1_000);
    await person(cloned.path, 'gc', '-q', '--prune=now');
    await person(cloned.path, 'fsck', '--full', '--strict');
    await isWhole(cloned);
  });

  it('fetches without file contents where the public clone is none to take from, and says why', async () => {
    const make = async (...args: string[]) => {
      const folder = await mkdtemp(join(tmpdir(), 'ghsa-odd-'));
      extra.push(folder);
      const path = join(folder, 'cpython');
      await person(folder, 'clone', '-q', '-o', 'upstream', ...args, path);
      await person(path, 'remote', 'set-url', 'upstream', `${at.sandbox.git}/python/cpython.git`);
      return path;
    };
    const bare = at.sandbox.dir('python/cpython');
    const other = await mkdtemp(join(tmpdir(), 'ghsa-odd-'));
    extra.push(other);
    const [shallow, partial, borrowing, stranger] = [
      await make('--depth=1', `file://${bare}`),
      await make('--filter=blob:none', `file://${bare}`),
      await make('--shared', bare),
      await make(bare),
    ];
    await person(stranger, 'remote', 'set-url', 'upstream', 'https://example.org/other/thing.git');
    for (const [path, reason] of [
      [shallow, /is shallow/],
      [partial, /has no file contents/],
      [borrowing, /borrows objects from another repository/],
      [stranger, /has no remote that is python\/cpython/],
      [other, /could not be read/],
      [join(other, 'gone'), /could not be read/],
      [null, null],
    ] as const) {
      const said: string[] = [];
      const cloned = await cloneFork(at.git, at.request({ publicClone: path }), {
        progress: words => said.push(words),
      });
      assert.equal(cloned.method, 'blobless');
      assert.equal(said[0], 'without file contents…');
      if (reason === null) assert.deepEqual(cloned.notes, []);
      else assert.match(cloned.notes.join(' '), reason);
      await isWhole(cloned);
      await rm(cloned.path, { recursive: true });
    }
  }).timeout(60_000);

  it('has file contents come later in a clone without them, from the public repository when the fork is gone', async () => {
    const cloned = await cloneFork(at.git, at.request({ method: 'blobless' }));
    const missing = async () =>
      (await person(cloned.path, 'rev-list', '--objects', '--missing=print', 'origin/main'))
        .split('\n')
        .filter(line => line.startsWith('?'));
    const before = await missing();
    assert.ok(before.length > 0, 'old contents are not here');
    at.sandbox.fail({ path: at.fork, times: 100, status: 404 });
    try {
      await at.git.run({ cwd: cloned.path, args: ['cat-file', '-p', before[0]!.slice(1)] });
    } finally {
      at.sandbox.heal();
    }
    assert.equal((await missing()).length, before.length - 1);
  });

  it('fetches everything on request', async () => {
    const said: string[] = [];
    const cloned = await cloneFork(at.git, at.request({ method: 'full' }), {
      progress: words => said.push(words),
    });
    assert.equal(cloned.method, 'full');
    assert.equal(said[0], 'everything…');
    await person(cloned.path, 'fsck', '--full');
    assert.equal(await person(cloned.path, 'config', '--get-regexp', 'promisor').catch(() => ''), '');
    await isWhole(cloned);
  });

  it('leaves submodules and large files alone, and says so', async () => {
    const dir = at.sandbox.dir(at.fork);
    const before = await person(dir, 'rev-parse', 'main');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 7\n`;
    const home = await mkdtemp(join(tmpdir(), 'ghsa-home-'));
    extra.push(home);
    try {
      await commitThere(dir, 'main', {
        '.gitmodules': '[submodule "spam"]\n\tpath = spam\n\turl = https://example.org/spam.git\n',
        'Lib/.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
        'Lib/large.bin': pointer,
      });
      const ran = `touch '${home}/ran'; exit 1`;
      const cloned = await withHome(
        home,
        `[filter "lfs"]\nsmudge = "${ran}"\nprocess = "${ran}"\nrequired = true\n`,
        () => cloneFork(at.git, at.request()),
      );
      assert.match(cloned.notes.join('\n'), /submodules, which are not initialised.*\n.*Git LFS/);
      assert.equal(await readFile(join(cloned.path, 'Lib/large.bin'), 'utf8'), pointer);
      await assert.rejects(stat(join(home, 'ran')));
      await isWhole(cloned);
    } finally {
      await person(dir, 'update-ref', 'refs/heads/main', before);
    }
  });

  it('stays whole while the public clone is repacked', async () => {
    const clone = await clonePublic(at.sandbox);
    extra.push(dirname(clone.path));
    let done = false;
    const repack = async () => {
      for (let round = 0; !done; round++) {
        await person(clone.path, 'commit', '-q', '--allow-empty', '-m', `round ${round}`);
        await person(clone.path, 'repack', '-a', '-d', '-q');
        await person(clone.path, 'prune-packed', '-q');
      }
    };
    const busy = repack();
    try {
      for (let round = 0; round < 4; round++) {
        const cloned = await cloneFork(at.git, at.request({ publicClone: clone.path }));
        await person(cloned.path, 'fsck', '--full', '--connectivity-only');
        await isWhole(cloned);
        await rm(cloned.path, { recursive: true });
      }
    } finally {
      done = true;
      await busy;
    }
  }).timeout(60_000);
});
