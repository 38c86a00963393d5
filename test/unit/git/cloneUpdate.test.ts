import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addWorktree, cloneFork, GitError, updateFromPublic } from '../../../src/git/index.ts';
import { commitThere, person, table, type Table } from './cloneHarness.ts';

describe('an update from public main', () => {
  let at: Table;
  let path: string;
  let branch: string;
  before(async () => (at = await table()));
  beforeEach(async () => {
    ({ path, branch } = await cloneFork(at.git, at.request()));
    await commitThere(at.sandbox.dir('python/cpython'), 'main', { [`Doc/later-${later++}.rst`]: 'Later\n' });
  });
  afterEach(async () => {
    await rm(dirname(path), { recursive: true, force: true, maxRetries: 3 });
    await person(at.sandbox.dir(at.fork), 'update-ref', '-d', 'refs/heads/eggs');
  });
  after(() => at.close());

  let later = 0;
  const update = (folder = path) => updateFromPublic(at.git, folder);
  const head = (of = 'HEAD', folder = path) => person(folder, 'rev-parse', of);
  const commit = async (folder = path) => {
    await person(folder, 'commit', '-q', '--allow-empty', '-m', 'Fry the eggs on both sides');
    return head('HEAD', folder);
  };
  const push = () => at.git.run({ cwd: path, args: ['push', '-q', 'origin', 'HEAD:refs/heads/eggs'] });
  const maintenance = async () => {
    const names = await person(path, 'for-each-ref', '--format=%(refname:lstrip=3)', 'refs/remotes/upstream');
    return names.split('\n').find(found => found !== 'main')!;
  };

  it('keeps commits that the fork has under another name', async () => {
    const mine = await commit();
    await push();
    assert.equal(await update(), 'merged');
    assert.equal(await head('HEAD^1'), mine);
  });

  it("keeps a colleague's commits, also when only their pull request is left", async () => {
    const theirs = await commit();
    await person(path, 'update-ref', 'refs/ghsa/pull/9', theirs);
    await person(path, 'switch', '-q', '-c', 'pull-9');
    assert.equal(await update(), 'merged');
    assert.equal(await head('HEAD^1'), theirs);
  });

  it('moves no other branch, whatever the user has in rebase.updateRefs and merge.ff', async () => {
    const first = await commit();
    await person(path, 'branch', 'other');
    await commit();
    await person(path, 'config', 'rebase.updateRefs', 'true');
    assert.equal(await update(), 'rebased');
    assert.equal(await head('other'), first);
    await person(path, 'config', 'merge.ff', 'only');
    await push();
    await commitThere(at.sandbox.dir('python/cpython'), 'main', { 'Doc/last.rst': `${later++}\n` });
    assert.equal(await update(), 'merged');
  });

  it('goes by the public branch that a worktree began at, and leaves the clone alone', async () => {
    const [name, folder] = [await maintenance(), `${path}.b`];
    await addWorktree(at.git, path, { branch: 'backport-1', from: `upstream/${name}`, path: folder });
    await commit(folder);
    await commitThere(at.sandbox.dir('python/cpython'), name, { 'Doc/old.rst': `${later++}\n` });
    const before = await head();
    assert.equal(await update(folder), 'rebased');
    assert.equal(
      await head('HEAD^', folder),
      await person(at.sandbox.dir('python/cpython'), 'rev-parse', name),
    );
    assert.equal(await head(), before);
  });

  it('refuses where nobody said what a branch of another public branch is for', async () => {
    const name = await maintenance();
    await commitThere(at.sandbox.dir('python/cpython'), name, { 'Doc/old.rst': `${later++}\n` });
    await at.git.run({ cwd: path, args: ['fetch', '-q', 'upstream'] });
    await person(path, 'switch', '-q', '--no-track', '-c', 'mine', `upstream/${name}`);
    const before = await commit();
    const refused = await update().catch((error: unknown) => error);
    assert.ok(refused instanceof GitError && refused.kind === 'changes');
    assert.match(refused.message, /not begun at public main\. Say what it is for/);
    assert.equal(await head(), before);
    await person(path, 'config', 'branch.mine.ghsaBase', name);
    assert.equal(await update(), 'up-to-date');
  });

  it('goes on beside new files, and says so where one is in the way', async () => {
    await writeFile(join(path, 'new.txt'), 'x');
    assert.equal(await update(), 'rebased');
    const name = `in-the-way-${later++}.txt`;
    await commitThere(at.sandbox.dir('python/cpython'), 'main', { [name]: 'theirs\n' });
    await writeFile(join(path, name), 'mine\n');
    const before = await head();
    await assert.rejects(update(), /A new file of yours stands where public main has one of its name/);
    assert.equal(await head(), before);
    assert.equal(await person(path, 'symbolic-ref', 'HEAD'), `refs/heads/${branch}`);
  });

  it('signs anew what the user signs', async () => {
    const program = join(at.folder, 'gpg');
    // git wants SIG_CREATED on the status descriptor and a signature on stdout.
    const signature = '-----BEGIN PGP SIGNATURE-----\\n\\nc3BhbQ==\\n-----END PGP SIGNATURE-----\\n';
    const text = `#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED " >&2\nprintf -- '${signature}'\n`;
    await writeFile(program, text, { mode: 0o755 });
    for (const [name, value] of [
      ['gpg.program', program],
      ['commit.gpgSign', 'true'],
    ] as const)
      await person(path, 'config', name, value);
    await commit();
    assert.equal(await update(), 'rebased');
    assert.match(await person(path, 'cat-file', 'commit', 'HEAD'), /^gpgsig -----BEGIN PGP SIGNATURE/m);
  });
});
