import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  addWorktree,
  cloneFork,
  GitError,
  nextFixBranch,
  removeClone,
  unpushed,
  updateFromPublic,
} from '../../../src/git/index.ts';
import { commitThere, person, table, type Table } from './cloneHarness.ts';

describe('work in a private clone', () => {
  let at: Table;
  let path: string;
  let branch: string;
  before(async () => (at = await table()));
  beforeEach(async () => ({ path, branch } = await cloneFork(at.git, at.request())));
  afterEach(() => rm(dirname(path), { recursive: true, force: true, maxRetries: 3 }));
  after(() => at.close());

  const commit = async (files: Readonly<Record<string, string>>, folder = path) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await person(folder, 'add', '-A');
    await person(folder, 'commit', '-q', '-m', 'Fry the eggs on both sides');
  };
  let later = 0;
  const publicMainMoves = (
    files: Readonly<Record<string, string>> = { [`Doc/later-${later++}.rst`]: 'Later\n' },
  ) => commitThere(at.sandbox.dir('python/cpython'), 'main', files);
  const update = () => updateFromPublic(at.git, path);
  const none = { commits: 0, changed: 0, stashes: 0, branches: [], ignored: 0, fresh: true };
  const head = () => person(path, 'rev-parse', 'HEAD');
  const publicMain = () => person(at.sandbox.dir('python/cpython'), 'rev-parse', 'main');
  const push = () => at.git.run({ cwd: path, args: ['push', '-q', 'origin', `HEAD:refs/heads/${branch}`] });

  it('takes the next free number for a branch', async () => {
    assert.equal(await nextFixBranch(at.git, path), 'advisory-fix-3');
    await person(path, 'branch', 'advisory-fix-10');
    await person(path, 'branch', 'advisory-fix-x');
    assert.equal(await nextFixBranch(at.git, path), 'advisory-fix-11');
  });

  it('has other branches in folders of their own, under the same guard', async () => {
    const folder = `${path}.3.14`;
    const [name = ''] = (
      await person(path, 'for-each-ref', '--format=%(refname:lstrip=3)', 'refs/remotes/upstream')
    )
      .split('\n')
      .filter(found => found !== 'main');
    assert.ok(name, 'there is a maintenance branch');
    await addWorktree(at.git, path, { branch: 'backport-1', from: `upstream/${name}`, path: folder });
    assert.equal(await person(folder, 'symbolic-ref', 'HEAD'), 'refs/heads/backport-1');
    assert.equal(
      await person(folder, 'rev-parse', 'HEAD'),
      await person(path, 'rev-parse', `upstream/${name}`),
    );
    assert.equal(
      await person(folder, 'config', 'core.hooksPath'),
      await person(path, 'config', 'core.hooksPath'),
    );
    await assert.rejects(person(folder, 'rev-parse', '@{upstream}'), 'it follows nothing');
    const taken = await addWorktree(at.git, path, {
      branch: 'backport-2',
      from: 'origin/main',
      path: folder,
    }).catch((error: unknown) => error);
    assert.ok(taken instanceof GitError && taken.kind === 'occupied');
    // A branch that is there, after its folder was deleted by hand.
    await rm(folder, { recursive: true });
    await addWorktree(at.git, path, { branch: 'backport-1', from: 'origin/main', path: folder });
    await assert.rejects(
      addWorktree(at.git, path, { branch: 'backport-3', from: 'upstream/none', path: `${folder}.x` }),
    );
    await assert.rejects(stat(`${folder}.x`));
    await assert.rejects(person(path, 'rev-parse', '--verify', 'refs/heads/backport-3'));
  });

  it('fetches a public branch that a worktree begins at', async () => {
    await rm(path, { recursive: true });
    ({ path } = await cloneFork(at.git, at.request({ method: 'blobless' })));
    const bare = at.sandbox.dir('python/cpython');
    const name = (await person(bare, 'for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'))
      .split('\n')
      .find(found => found !== 'main')!;
    await addWorktree(at.git, path, { branch: 'backport-1', from: `upstream/${name}`, path: `${path}.b` });
    assert.equal(await person(`${path}.b`, 'rev-parse', 'HEAD'), await person(bare, 'rev-parse', name));
  });

  it('comes onto public main: rebased before anything was pushed, merged after', async () => {
    await publicMainMoves();
    await commit({ 'Lib/fix.py': 'pass\n' });
    assert.equal(await update(), 'rebased');
    assert.equal(await person(path, 'rev-parse', 'HEAD^'), await publicMain());
    assert.equal(await update(), 'up-to-date');
    await push();
    const pushed = await head();
    await publicMainMoves();
    assert.equal(await update(), 'merged');
    assert.equal(await person(path, 'rev-parse', 'HEAD^1'), pushed);
    assert.equal(await person(path, 'rev-parse', 'HEAD^2'), await publicMain());
    // A push by somebody else's clone counts, too: the fork is asked.
    await person(path, 'update-ref', '-d', `refs/remotes/origin/${branch}`);
    await publicMainMoves();
    assert.equal(await update(), 'merged');
    await person(at.sandbox.dir(at.fork), 'update-ref', '-d', `refs/heads/${branch}`);
  });

  for (const pushed of [false, true])
    it(`names conflicts of a ${pushed ? 'merge' : 'rebase'}, and leaves them as git does`, async () => {
      await commit({ 'README.rst': `mine ${pushed}\n` });
      if (pushed) await push();
      await publicMainMoves({ 'README.rst': `theirs ${pushed}\n` });
      assert.deepEqual(await update(), { conflicts: ['README.rst'] });
      assert.match(await readFile(join(path, 'README.rst'), 'utf8'), /<<<<<<<[^]*=======[^]*>>>>>>>/);
      await assert.rejects(update(), /A merge or rebase is under way/);
      await person(path, pushed ? 'merge' : 'rebase', '--abort');
      if (pushed) await person(at.sandbox.dir(at.fork), 'update-ref', '-d', `refs/heads/${branch}`);
    });

  it('is not updated over changes that are not committed, or without a branch', async () => {
    await writeFile(join(path, 'README.rst'), 'x');
    await assert.rejects(update(), /One file is not committed\. Commit or stash, then update\./);
    await person(path, 'checkout', '-q', '--', 'README.rst');
    await person(path, 'checkout', '-q', '--detach');
    await assert.rejects(update(), /No branch is checked out/);
  });

  it('is as it was when an update cannot go on', async () => {
    await commit({ 'Lib/fix.py': 'pass\n' });
    await publicMainMoves();
    const before = await head();
    await person(path, 'config', 'user.email', '');
    await person(path, 'config', 'user.useConfigOnly', 'true');
    await person(path, 'config', 'user.name', '');
    await assert.rejects(update(), GitError);
    assert.equal(await head(), before);
    assert.equal(await person(path, 'symbolic-ref', 'HEAD'), `refs/heads/${branch}`);
    assert.equal(await person(path, 'status', '--porcelain'), '');
  });

  it('is counted before it is deleted: commits, changes, stashes, in worktrees too', async () => {
    assert.deepEqual(await unpushed(at.git, path), none);
    await writeFile(join(path, 'README.rst'), 'stashed\n');
    await person(path, 'stash', '-q');
    await commit({ 'Lib/fix.py': 'pass\n' });
    await addWorktree(at.git, path, { branch: 'backport-1', from: 'origin/main', path: `${path}.b` });
    await commit({ 'Lib/fix.py': 'raise\n' }, `${path}.b`);
    await writeFile(join(`${path}.b`, 'new.txt'), 'x');
    await writeFile(join(path, 'README.rst'), 'changed\n');
    assert.deepEqual(await unpushed(at.git, path), {
      ...none,
      commits: 2,
      changed: 2,
      stashes: 1,
      branches: [branch, 'backport-1'],
    });
    await person(`${path}.b`, 'checkout', '-q', '--detach');
    await commit({ 'Lib/more.py': 'pass\n' }, `${path}.b`);
    const { commits, branches } = await unpushed(at.git, path);
    assert.deepEqual([commits, branches], [3, [branch, 'backport-1', 'HEAD']]);
    await push();
    assert.equal((await unpushed(at.git, path)).commits, 2);
    await person(at.sandbox.dir(at.fork), 'update-ref', '-d', `refs/heads/${branch}`);
  });

  it('is counted with what has no branch: tags, commits left behind, hidden files', async () => {
    await person(path, 'switch', '-q', '--detach');
    await commit({ 'Lib/tagged.py': 'pass\n' });
    await person(path, 'tag', 'kept');
    await person(path, 'switch', '-q', '--detach', 'HEAD^');
    assert.deepEqual(await unpushed(at.git, path), { ...none, commits: 1, branches: ['HEAD'] });
    await commit({ 'Lib/left.py': 'pass\n' });
    await person(path, 'switch', '-q', branch);
    assert.equal((await unpushed(at.git, path)).commits, 2);
    await person(path, 'switch', '-q', '-c', 'short');
    await commit({ 'Lib/short.py': 'pass\n' });
    // What an amend replaced is no work that is lost.
    await person(path, 'commit', '-q', '--amend', '-m', 'Fry the eggs');
    await person(path, 'switch', '-q', branch);
    await person(path, 'branch', '-q', '-D', 'short');
    await mkdir(join(path, 'poc'));
    await mkdir(join(path, '.git', 'info'), { recursive: true });
    await writeFile(join(path, '.git', 'info', 'exclude'), 'poc/\n');
    await writeFile(join(path, 'poc', 'x.py'), 'x');
    assert.deepEqual(await unpushed(at.git, path), { ...none, commits: 3, branches: ['HEAD'], ignored: 1 });
  });

  it('is counted by what the fork has now', async () => {
    await commit({ 'Lib/fix.py': 'pass\n' });
    await push();
    assert.equal((await unpushed(at.git, path)).commits, 0);
    await person(at.sandbox.dir(at.fork), 'update-ref', '-d', `refs/heads/${branch}`);
    assert.deepEqual(await unpushed(at.git, path), { ...none, commits: 1, branches: [branch] });
    // A fork that is gone: what was known last, and said so.
    await person(path, 'config', '--replace-all', 'remote.origin.url', `${at.sandbox.git}/python/gone.git`);
    assert.deepEqual(await unpushed(at.git, path), { ...none, fresh: false });
  });

  it('is deleted with its worktrees, and a second time without harm', async () => {
    await addWorktree(at.git, path, { branch: 'backport-1', from: 'origin/main', path: `${path}.b` });
    const paths = [`${path}.b`, path, `${path}.code-workspace`];
    await removeClone(paths);
    for (const gone of paths) await assert.rejects(stat(gone));
    await removeClone(paths);
  });
});
