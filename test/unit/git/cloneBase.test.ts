import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  addWorktree,
  baseOf,
  checkGuard,
  cloneFork,
  publicBranches,
  rememberBase,
} from '../../../src/git/index.ts';
import { person, table, type Table } from './cloneHarness.ts';

describe('the public branch that a branch of a private clone is for', () => {
  let at: Table;
  let path: string;
  let branch: string;
  before(async () => (at = await table()));
  beforeEach(async () => ({ path, branch } = await cloneFork(at.git, at.request())));
  afterEach(() => rm(dirname(path), { recursive: true, force: true, maxRetries: 3 }));
  after(() => at.close());

  it('is the default branch in a fresh clone, and stays with the branch under another name', async () => {
    assert.equal(await baseOf(at.git, path), 'main');
    assert.equal(await person(path, 'config', '--local', `branch.${branch}.ghsaBase`), 'main');
    const { whole } = await checkGuard(at.git, path, at.request());
    assert.equal(whole, true, 'the guard is last');
    await rememberBase(at.git, path, branch, '3.14');
    await person(path, 'branch', '-m', 'eggs');
    assert.equal(await baseOf(at.git, path), '3.14');
  });

  it('is chosen from what the public repository has', async () => {
    const heads = await person(
      at.sandbox.dir('python/cpython'),
      'for-each-ref',
      '--format=%(refname:lstrip=2)',
      'refs/heads',
    );
    assert.deepEqual(await publicBranches(at.git, path), heads.split('\n'));
  });

  it('is the branch that a worktree began at', async () => {
    const names = await person(path, 'for-each-ref', '--format=%(refname:lstrip=3)', 'refs/remotes/upstream');
    const name = names.split('\n').find(found => found !== 'main')!;
    const folder = `${path}.b`;
    await addWorktree(at.git, path, { branch: 'backport-1', from: `upstream/${name}`, path: folder });
    assert.equal(await baseOf(at.git, folder), name);
    assert.equal(await baseOf(at.git, path), 'main');
    // Begun at a branch of the fork that is public as well.
    await addWorktree(at.git, path, { branch: 'fix-2', from: 'origin/main', path: `${path}.c` });
    assert.equal(await baseOf(at.git, `${path}.c`), 'main');
  });

  it('is not taken away by a second window that adds the same worktree', async () => {
    const add = (folder: string) =>
      addWorktree(at.git, path, { branch: 'backport-1', from: 'upstream/main', path: folder });
    const both = await Promise.allSettled([add(`${path}.b`), add(`${path}.b`)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal(await person(`${path}.b`, 'symbolic-ref', 'HEAD'), 'refs/heads/backport-1');
    if (process.platform !== 'win32')
      assert.equal((await stat(`${path}.b`)).mode & 0o777, 0o700, 'for its owner only');
    // The branch is the first one's, also when the folder is another.
    await assert.rejects(add(`${path}.c`));
    assert.equal(await person(`${path}.b`, 'status', '--porcelain'), '');
    await person(path, 'rev-parse', '--verify', '--quiet', 'refs/heads/backport-1');
  });

  it('is the default branch where nobody said, also without a branch', async () => {
    await person(path, 'switch', '-q', '-c', 'mine');
    assert.equal(await baseOf(at.git, path), 'main');
    await person(path, 'switch', '-q', '--detach');
    assert.equal(await baseOf(at.git, path), 'main');
  });
});
