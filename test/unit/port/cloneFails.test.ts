import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  cloneFork,
  Git,
  GitError,
  type CloneRequest,
  type CloneRun,
  type GitErrorKind,
} from '../../../src/git/index.ts';
import { person, table, type Table } from '../git/cloneHarness.ts';

const exec = promisify(execFile);

describe('a clone that cannot be made', () => {
  let at: Table;
  let root: string;
  before(async () => {
    at = await table();
    root = dirname(at.request().target);
  });
  afterEach(async () => {
    at.sandbox.heal();
    at.answer = null;
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  });
  after(() => at.close());

  const failure = async (
    over: Partial<CloneRequest> = {},
    run: CloneRun = {},
    git = at.git,
  ): Promise<GitError> => {
    const error = await cloneFork(git, at.request(over), run).then(
      () => assert.fail('it was cloned'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof GitError, String(error));
    return error;
  };
  const failsAs = async (
    kind: GitErrorKind,
    words: RegExp,
    over: Partial<CloneRequest> = {},
    run: CloneRun = {},
  ) => {
    const error = await failure(over, run);
    assert.equal(error.kind, kind, `${error.message} ${error.detail}`);
    assert.match(error.message, words);
    assert.deepEqual(await readdir(root), [], 'nothing is left');
  };
  /** The requests of a fetch, from the one of this number on, meet a fault. */
  const meets = (method: CloneRequest['method'], fault: object, skip: number) => {
    at.sandbox.fail({ path: `${at.fork}.git/git-upload-pack`, skip, times: 100, ...fault });
    return { method };
  };

  it('says that the fork is gone: before, and between its commits and its file contents', async () => {
    at.sandbox.fail({ path: at.fork, times: 100, status: 404 });
    await failsAs('not-found', /the fork is gone, or you have no access\. The partial clone was removed/);
    at.sandbox.heal();
    // ls-refs and fetch pass; the contents of the checkout are asked for next, and public ones elsewhere.
    const everywhere = { path: /\.git\//, skip: 3, times: 100, status: 404 };
    at.sandbox.fail(everywhere);
    await failsAs('not-found', /the fork is gone/, { method: 'blobless' });
  });

  it('says that the sign-in is refused: before, and when the token is revoked midway', async () => {
    at.answer = 'gho_revoked';
    await failsAs('signed-out', /Sign in again/);
    at.answer = null;
    const revokedAfter = (skip: number) =>
      at.sandbox.fail({
        path: `${at.fork}.git/git-upload-pack`,
        skip,
        kind: 'pass',
        met: () => at.sandbox.store.tokens.delete(at.token),
      });
    try {
      // Between the list of refs and what they name.
      revokedAfter(0);
      await failsAs('signed-out', /Sign in again/, { method: 'full' });
      at.sandbox.store.tokens.set(at.token, 'octo-coordinator');
      // Between commits and file contents: the default branch's are public, and come from there.
      revokedAfter(1);
      assert.equal((await cloneFork(at.git, at.request({ method: 'blobless' }))).method, 'blobless');
    } finally {
      at.sandbox.store.tokens.set(at.token, 'octo-coordinator');
    }
  });

  it('says that GitHub cannot be reached, and when it went away midway', async () => {
    await failsAs('offline', /cannot reach GitHub/, meets('full', { kind: 'reset' }, 0));
    at.sandbox.heal();
    await failsAs('offline', /cannot reach GitHub/, meets('full', { kind: 'truncate' }, 1));
  });

  it('says that the disk is full, and removes what it made', async function () {
    const small = await mkdtemp(join(tmpdir(), 'ghsa-small-'));
    try {
      // A file system of its own needs root; elsewhere the sentence alone is tried (below).
      await exec('mount', ['-t', 'tmpfs', '-o', 'size=160k', 'tmpfs', small]).catch(() => this.skip());
      for (const method of ['auto', 'blobless', 'full'] as const) {
        const error = await failure({ target: join(small, 'clone'), method });
        assert.equal(
          error.message,
          'The disk is full. The partial clone was removed.',
          `${method} ${error.detail}`,
        );
        assert.deepEqual(await readdir(small), []);
      }
    } finally {
      await exec('umount', [small]).catch(() => undefined);
      await rm(small, { recursive: true, force: true });
    }
  });

  it('is refused where it is already, and where something else is', async () => {
    const { path } = await cloneFork(at.git, at.request());
    assert.equal((await failure()).kind, 'exists');
    await person(path, 'remote', 'remove', 'origin');
    assert.equal((await failure()).kind, 'occupied');
    await rm(path, { recursive: true });
    await mkdir(path);
    await writeFile(join(path, 'mine'), '');
    const error = await failure();
    assert.equal(error.kind, 'occupied');
    assert.match(error.message, /There is something else in .* Move it away/);
    assert.deepEqual(await readdir(path), ['mine']);
  });

  it('gives way to the clone that another window has finished meanwhile', async () => {
    const { target, fork, gitUrl } = at.request();
    const error = await failure(
      {},
      {
        progress: words => {
          if (words !== 'checking out files…') return;
          execFileSync('git', ['init', '-q', target], { cwd: at.folder });
          execFileSync('git', ['-C', target, 'remote', 'add', 'origin', `${gitUrl}/${fork}.git`], {
            cwd: at.folder,
          });
        },
      },
    );
    assert.deepEqual([error.kind, error.message], ['exists', 'Already cloned.']);
    assert.deepEqual(await readdir(root), [basename(target)], 'nothing of the slower one is left');
  });

  it('is refused while it is being made', async () => {
    const first = cloneFork(at.git, at.request());
    await new Promise(done => setImmediate(done));
    const second = cloneFork(at.git, at.request());
    const both = await Promise.allSettled([first, second]);
    const refused = both.find(one => one.status === 'rejected');
    assert.match(String(refused?.reason), /being cloned already/);
    assert.equal(both.filter(one => one.status === 'fulfilled').length, 1);
  });

  it('leaves nothing when it is cancelled, wherever it is', async () => {
    for (const stage of ['using', 'without', 'everything', 'checking out']) {
      const stop = new AbortController();
      const method = stage === 'without' ? 'blobless' : stage === 'everything' ? 'full' : 'auto';
      const error = await failure(
        { method },
        {
          signal: stop.signal,
          progress: words => {
            if (words.startsWith(stage)) setImmediate(() => stop.abort());
          },
        },
      );
      assert.equal(error.kind, 'cancelled', stage);
      assert.deepEqual(await readdir(root), [], stage);
    }
    assert.equal((await failure({}, { signal: AbortSignal.abort() })).kind, 'cancelled');
  });

  it('is removed by the next one when its window was killed', async () => {
    const { target } = at.request();
    // No process has this number: it is above the highest that Linux gives.
    await mkdir(`${target}.4194999.part/.git`, { recursive: true });
    await mkdir(`${target}.${process.ppid}.part`);
    await mkdir(`${target}-other.4194999.part`);
    const { path } = await cloneFork(at.git, at.request());
    assert.deepEqual(
      (await readdir(root)).sort(),
      [path, `${target}.${process.ppid}.part`, `${target}-other.4194999.part`]
        .map(name => name.slice(root.length + 1))
        .sort(),
    );
  });

  it('needs a git that is there, and new enough', async () => {
    assert.equal((await failure({}, {}, new Git({ binary: join(at.folder, 'no-git') }))).kind, 'missing');
    const old = join(tmpdir(), `ghsa-old-git-${process.pid}`);
    await writeFile(old, '#!/bin/sh\necho git version 2.37.9\n');
    await chmod(old, 0o755);
    const error = await failure({}, {}, new Git({ binary: old }));
    assert.match(error.message, /Git 2\.38 or newer is needed; found 2\.37\.9/);
    assert.deepEqual(await readdir(root), []);
    await rm(old);
  });

  it('does without a public clone that is damaged', async () => {
    const damaged = join(at.folder, 'damaged');
    await person(at.folder, 'clone', '-q', '-o', 'upstream', at.publicClone, damaged);
    await person(damaged, 'remote', 'set-url', 'upstream', `${at.sandbox.git}/python/cpython.git`);
    const tree = await person(damaged, 'rev-parse', 'HEAD^{tree}');
    const blobs = (await person(damaged, 'ls-tree', '-r', tree))
      .split('\n')
      .map(line => line.split(/\s/)[2]!);
    await rm(join(damaged, '.git/objects/pack'), { recursive: true });
    await mkdir(join(damaged, '.git/objects/pack'));
    await exec('sh', [
      '-c',
      'git -C "$1" pack-objects -q --all --stdout < /dev/null | git -C "$2" unpack-objects -q',
      'sh',
      at.publicClone,
      damaged,
    ]);
    for (const blob of blobs)
      await rm(join(damaged, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    const cloned = await cloneFork(at.git, at.request({ publicClone: damaged }));
    assert.equal(cloned.method, 'blobless');
    assert.match(cloned.notes.join(' '), /damaged/);
    assert.deepEqual(await readdir(root), ['cpython-ghsa-7q4m-xv2c-93rp']);
  });
});
