import assert from 'node:assert/strict';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import type { Pull } from '../../../src/github/index.ts';
import type { ForkTools, PrivateClone } from '../../../src/jobs/fork/types.ts';
import { checkOut, lookAtBranch, pushFix } from '../../../src/jobs/fork/pulls/index.ts';
import { PullDesk } from './pullsHarness.ts';

describe('a colleague’s private pull request in the clone', function () {
  this.timeout(60_000);
  const desk = PullDesk.open();
  let tools: ForkTools;
  let clone: PrivateClone;
  let pull: Pull;
  beforeEach(async () => {
    tools = await desk.tools();
    clone = await desk.clone(tools);
    pull = (await tools.github.pulls.list(clone.fork, { state: 'open' }))[0]!;
  });

  const head = () => desk.git(clone.path, 'rev-parse', 'HEAD');
  const branch = () => desk.git(clone.path, 'branch', '--show-current');
  /** They push one commit more. */
  const theyGoOn = async () => {
    const fork = desk.at(clone.fork);
    const more = await desk.git(
      fork,
      'commit-tree',
      '-p',
      pull.headSha,
      '-m',
      'More',
      `${pull.headSha}^{tree}`,
    );
    await desk.git(fork, 'update-ref', 'refs/heads/advisory-fix-1', more);
    await desk.git(fork, 'update-ref', 'refs/pull/1/head', more);
    return more;
  };

  it('is its branch, and a commit more goes back there', async () => {
    assert.deepEqual(await checkOut(tools, clone, pull), { branch: 'advisory-fix-1', how: 'made' });
    assert.deepEqual([await branch(), await head()], ['advisory-fix-1', pull.headSha]);
    assert.equal(
      await desk.git(clone.path, 'rev-parse', '--abbrev-ref', '@{upstream}'),
      'origin/advisory-fix-1',
    );
    const commit = await desk.commit(clone, 'One thing more');
    await pushFix(tools, clone, await lookAtBranch(tools.git, clone));
    assert.equal((await tools.github.pulls.get(clone.fork, 1)).headSha, commit);
  });

  it('moves on with what they pushed', async () => {
    await checkOut(tools, clone, pull);
    assert.equal((await checkOut(tools, clone, pull)).how, 'same');
    await desk.git(clone.path, 'switch', '-q', 'advisory-fix-2');
    const more = await theyGoOn();
    assert.equal((await checkOut(tools, clone, pull)).how, 'moved');
    assert.equal(await head(), more);
  });

  it('keeps commits that are here only', async () => {
    await checkOut(tools, clone, pull);
    const mine = await desk.commit(clone, 'One thing more');
    assert.equal((await checkOut(tools, clone, pull)).how, 'ahead');
    await theyGoOn();
    assert.equal((await checkOut(tools, clone, pull)).how, 'apart');
    assert.equal(await head(), mine);
  });

  it('is a branch of its number where the branch is gone', async () => {
    await desk.git(desk.at(clone.fork), 'update-ref', '-d', 'refs/heads/advisory-fix-1');
    await desk.git(clone.path, 'update-ref', '-d', 'refs/remotes/origin/advisory-fix-1');
    assert.deepEqual(await checkOut(tools, clone, pull), { branch: 'pull-1', how: 'made' });
    assert.equal(await head(), pull.headSha);
    const more = await theyGoOn();
    assert.equal((await checkOut(tools, clone, pull)).how, 'made', 'the branch is there again');
    await desk.git(desk.at(clone.fork), 'update-ref', '-d', 'refs/heads/advisory-fix-1');
    assert.deepEqual(await checkOut(tools, clone, pull), { branch: 'pull-1', how: 'moved' });
    assert.equal(await head(), more);
  });

  it('is refused in one sentence while changes are in no commit', async () => {
    await desk.write(clone, 'Lib/spam/parser.py', 'mine = 1\n');
    await assert.rejects(checkOut(tools, clone, pull), {
      kind: 'unsaved',
      message: '1 file has changes that are not committed. Commit or stash them, then check out #1.',
    });
    assert.equal(await branch(), 'advisory-fix-2');
  });

  it('overwrites no new file', async () => {
    await desk.write(clone, 'Lib/spam/kinds.py', 'mine = 1\n');
    await assert.rejects(checkOut(tools, clone, pull), { kind: 'in-the-way' });
    assert.deepEqual(
      [await branch(), await desk.git(clone.path, 'status', '--porcelain')],
      ['advisory-fix-2', '?? Lib/spam/kinds.py'],
    );
  });

  it('changes nothing where a new file is in the way of what they pushed since', async () => {
    await checkOut(tools, clone, pull);
    await desk.git(clone.path, 'switch', '-q', 'advisory-fix-2');
    const work = `${desk.root}/theirs`;
    await desk.git(desk.root, 'clone', '-q', '-b', 'advisory-fix-1', desk.at(clone.fork), work);
    await desk.commit({ path: work }, 'More', 'Lib/spam/more.py');
    await desk.git(work, 'push', '-q', 'origin', 'advisory-fix-1', 'advisory-fix-1:refs/pull/1/head');
    await desk.write(clone, 'Lib/spam/more.py', 'mine = 1\n');
    await assert.rejects(checkOut(tools, clone, pull), {
      kind: 'in-the-way',
      message: /nothing was changed/,
    });
    assert.equal(await branch(), 'advisory-fix-2');
    await desk.git(clone.path, 'switch', '-q', '--detach');
    const before = await head();
    await assert.rejects(checkOut(tools, clone, pull), { kind: 'in-the-way' });
    assert.deepEqual([await branch(), await head()], ['', before]);
  });

  it('leaves no commit behind that is on no branch', async () => {
    await desk.git(clone.path, 'switch', '-q', '--detach');
    const mine = await desk.commit(clone, 'Tried without a branch');
    await assert.rejects(checkOut(tools, clone, pull), {
      kind: 'detached',
      message: 'Commits that are checked out now are on no branch. Make one for them, then check out #1.',
    });
    assert.equal(await head(), mine);
    await desk.git(clone.path, 'tag', 'tried');
    assert.equal((await checkOut(tools, clone, pull)).how, 'made');
  });

  it('says so where another folder of the clone has the branch', async () => {
    await desk.git(clone.path, 'worktree', 'add', '-q', `${clone.path}.advisory-fix-1`, 'advisory-fix-1');
    await assert.rejects(checkOut(tools, clone, pull), { kind: 'in-the-way', message: /another folder/ });
  });

  it('runs no hook', async () => {
    await mkdir(`${clone.path}/.git/hooks`, { recursive: true });
    const hook = `${clone.path}/.git/hooks/post-checkout`;
    await writeFile(hook, `#!/bin/sh\ntouch "${desk.root}/ran"\n`, { mode: 0o755 });
    await desk.git(clone.path, 'switch', '-q', 'main');
    await access(`${desk.root}/ran`);
    await rm(`${desk.root}/ran`);
    await checkOut(tools, clone, pull);
    await assert.rejects(access(`${desk.root}/ran`));
  });
});
