import assert from 'node:assert/strict';
import { connect } from '../../../src/github/index.ts';
import type { ForkTools, PrivateClone } from '../../../src/jobs/fork/types.ts';
import { listPulls, lookAtBranch, openPull, pushFix } from '../../../src/jobs/fork/pulls/index.ts';
import { json, loopback } from '../github/loopback.ts';
import { PullDesk, spam } from './pullsHarness.ts';

describe('a private fix on its way to a private pull request', function () {
  this.timeout(60_000);
  const desk = PullDesk.open();
  let tools: ForkTools;
  let clone: PrivateClone;
  beforeEach(async () => {
    tools = await desk.tools();
    clone = await desk.clone(tools);
  });

  const publicRefs = async () => [
    await desk.refs('python/cpython'),
    await desk.refs('octo-coordinator/cpython'),
  ];

  it('says what is on the branch, and what is in no commit', async () => {
    await desk.commit(clone, 'Limit the depth');
    await desk.commit(clone, 'A test of it');
    await desk.write(clone, 'Lib/spam/new.py', 'pass\n');
    const { branch, subjects, changed } = await lookAtBranch(tools.git, clone);
    assert.deepEqual([branch, subjects, changed], ['advisory-fix-2', ['Limit the depth', 'A test of it'], 1]);
  });

  it('does not count newer public main as the fix', async () => {
    await desk.commit(clone, 'Limit the depth');
    await tools.git.run({ cwd: clone.path, args: ['fetch', '--quiet', 'upstream'] });
    await desk.git(clone.path, 'merge', '-q', '--no-edit', 'upstream/main');
    assert.deepEqual((await lookAtBranch(tools.git, clone)).subjects, ['Limit the depth']);
  });

  it('has nothing to send from an empty branch, from main, and from no branch', async () => {
    const look = () => lookAtBranch(tools.git, clone);
    await assert.rejects(look(), {
      kind: 'nothing-committed',
      message: 'Nothing is committed on advisory-fix-2 yet. Commit the fix, then try again.',
    });
    await desk.git(clone.path, 'switch', '-q', 'main');
    await desk.commit(clone, 'On main');
    await assert.rejects(look(), { kind: 'default-branch' });
    await desk.git(clone.path, 'switch', '-q', '--detach');
    await assert.rejects(look(), { kind: 'no-branch' });
  });

  it('pushes the branch to the fork, once, and nothing anywhere else', async () => {
    const commit = await desk.commit(clone, 'Limit the depth');
    const before = await publicRefs();
    const fix = await lookAtBranch(tools.git, clone);
    assert.equal(await pushFix(tools, clone, fix), true);
    assert.equal(await pushFix(tools, clone, fix), false);
    assert.equal(await desk.tip(clone.fork, 'refs/heads/advisory-fix-2'), commit);
    assert.deepEqual(
      desk.sandbox.recorder.pushes.map(({ repo, updates }) => [repo, updates.map(({ ref }) => ref)]),
      [[clone.fork, ['refs/heads/advisory-fix-2']]],
    );
    assert.deepEqual(await publicRefs(), before);
    assert.equal(
      await desk.git(clone.path, 'rev-parse', '--abbrev-ref', '@{upstream}'),
      'origin/advisory-fix-2',
    );
  });

  it('follows the branch of the fork also where the answer to the push was lost', async () => {
    await desk.commit(clone, 'Limit the depth');
    const fix = await lookAtBranch(tools.git, clone);
    desk.sandbox.fail({ method: 'POST', path: 'git-receive-pack', kind: 'truncate', effect: 'after' });
    await assert.rejects(pushFix(tools, clone, fix));
    assert.equal(await pushFix(tools, clone, fix), false);
    assert.equal(
      await desk.git(clone.path, 'rev-parse', '--abbrev-ref', '@{upstream}'),
      'origin/advisory-fix-2',
    );
  });

  it('never overwrites what a colleague pushed', async () => {
    await desk.commit(clone, 'Limit the depth');
    await pushFix(tools, clone, await lookAtBranch(tools.git, clone));
    const theirs = await desk.git(
      desk.at(clone.fork),
      'commit-tree',
      '-p',
      'advisory-fix-2',
      '-m',
      'More',
      'advisory-fix-2^{tree}',
    );
    await desk.git(desk.at(clone.fork), 'update-ref', 'refs/heads/advisory-fix-2', theirs);
    await desk.git(clone.path, 'commit', '-q', '--amend', '-m', 'Limit the depth, reworded');
    const fix = await lookAtBranch(tools.git, clone);
    await assert.rejects(pushFix(tools, clone, fix), { kind: 'behind' });
    assert.equal(await desk.tip(clone.fork, 'refs/heads/advisory-fix-2'), theirs);
  });

  for (const [what, ...args] of [
    ['pushes elsewhere', 'config', 'remote.origin.pushurl', '@/octo-coordinator/cpython.git'],
    ['has a second address', 'config', '--add', 'remote.origin.url', '@/octo-coordinator/cpython.git'],
    ['is the public repository', 'remote', 'set-url', 'origin', '@/python/cpython.git'],
    ['is rewritten', 'config', '--global', 'url.@/octo-coordinator/cpython.git.pushInsteadOf', '@/FORK.git'],
  ]) {
    it(`pushes nothing by a remote that ${what}`, async () => {
      await desk.commit(clone, 'Limit the depth');
      const fix = await lookAtBranch(tools.git, clone);
      await desk.git(
        clone.path,
        ...args.map(part => part.replace('@', tools.gitUrl).replace('FORK', clone.fork)),
      );
      const before = await publicRefs();
      // The configuration of the user counts, as in a terminal.
      const home = process.env['HOME'];
      process.env['HOME'] = desk.root;
      try {
        await assert.rejects(pushFix(tools, clone, fix), { kind: 'no-remote' });
      } finally {
        process.env['HOME'] = home;
      }
      assert.deepEqual(desk.sandbox.recorder.pushes, []);
      assert.deepEqual(await publicRefs(), before);
    });
  }

  it('finds the fork under another name', async () => {
    await desk.commit(clone, 'Limit the depth');
    await desk.git(clone.path, 'remote', 'rename', 'origin', 'private');
    assert.equal(await pushFix(tools, clone, await lookAtBranch(tools.git, clone)), true);
  });

  it('pushes nothing, and opens nothing, where GitHub does not say that it is private', async () => {
    await desk.commit(clone, 'Limit the depth');
    const fix = await lookAtBranch(tools.git, clone);
    const fork = desk.sandbox.store.repo(clone.fork)!;
    Object.assign(fork, { private: false });
    const open = { title: 'Limit the depth', body: '', branch: 'advisory-fix-1', base: 'main' };
    const { privatePulls } = tools.github;
    for (const work of [
      () => pushFix(tools, clone, fix),
      () => privatePulls.create(clone.fork, open),
      () => privatePulls.setBody(clone.fork, 1, 'words'),
      () => privatePulls.approve(clone.fork, 1, fix.commit),
      () => privatePulls.create('python/cpython', open),
    ]) {
      await assert.rejects(work(), { name: 'NotPrivateError', kind: 'not-private' });
    }
    assert.deepEqual([desk.writes(), desk.sandbox.recorder.pushes], [[], []]);
    // Half of the word, none, or the word for another repository is not the word for this one.
    const full_name = clone.fork;
    const visibility = 'private';
    for (const said of [
      { full_name, visibility },
      { full_name, visibility, private: 'true' },
      { full_name, visibility: 'public', private: true },
      { full_name, visibility: 'internal', private: true },
      { full_name: 'octo-coordinator/cpython', visibility, private: true },
      { visibility, private: true },
      null,
    ]) {
      const server = await loopback((_, response) => json(response, 200, said));
      try {
        const token = async () => 'gho_pulls';
        const { privatePulls } = connect({ apiUrl: server.url, token, throttle: false });
        await assert.rejects(
          privatePulls.create(clone.fork, open),
          { kind: 'not-private' },
          JSON.stringify(said),
        );
        assert.deepEqual(
          server.arrived.map(({ method }) => method),
          ['GET'],
        );
      } finally {
        await server.stop();
      }
    }
  });

  const words = { title: 'Limit the depth', body: 'As discussed.', branch: 'advisory-fix-2', base: 'main' };

  it('opens the pull request as a member, and finds it again', async () => {
    const commit = await desk.commit(clone, 'Limit the depth');
    await pushFix(tools, clone, await lookAtBranch(tools.git, clone));
    const first = await openPull(tools, clone.fork, words);
    const again = await openPull(tools, clone.fork, { ...words, title: 'Another title' });
    assert.deepEqual([first.kind, again.kind, again.pull.number], ['opened', 'there', first.pull.number]);
    const { title, body, headSha, headRef, headRepo, base, author } = first.pull;
    assert.deepEqual(
      { title, body, headSha, headRef, headRepo, base, author },
      {
        ...{ title: 'Limit the depth', body: 'As discussed.', headSha: commit, headRef: 'advisory-fix-2' },
        ...{ headRepo: clone.fork, base: 'main', author: 'octo-coordinator' },
      },
    );
    assert.deepEqual(desk.writes(), [`POST /repos/${clone.fork}/pulls`]);
  });

  it('opens it once where the answer is lost', async () => {
    await desk.commit(clone, 'Limit the depth');
    await pushFix(tools, clone, await lookAtBranch(tools.git, clone));
    desk.sandbox.fail({ method: 'POST', path: '/pulls', status: 502, effect: 'after' });
    assert.equal((await openPull(tools, clone.fork, words)).kind, 'opened');
    desk.sandbox.fail({ method: 'POST', path: '/pulls', status: 502 });
    assert.equal((await openPull(tools, clone.fork, words)).kind, 'there');
    const pulls = [...desk.sandbox.store.repo(clone.fork)!.issues.values()];
    assert.equal(pulls.filter(({ pull }) => pull?.headRef === 'advisory-fix-2').length, 1);
  });

  it('says so where it could not be opened', async () => {
    await desk.commit(clone, 'Limit the depth');
    await pushFix(tools, clone, await lookAtBranch(tools.git, clone));
    desk.sandbox.fail({ method: 'POST', path: '/pulls', status: 502 });
    await assert.rejects(openPull(tools, clone.fork, words), { kind: 'server' });
    await assert.rejects(openPull(tools, clone.fork, { ...words, branch: 'gone' }), { kind: 'invalid' });
  });

  it('lists them with who approved which commit, and tries the merge with public main', async () => {
    const [open] = await listPulls(tools, desk.forkOf(spam), clone);
    assert.ok(open);
    assert.deepEqual(
      open.approvals.map(({ login, current, noted }) => [login, current, noted]),
      [
        ['nutmeg-core', true, false],
        ['parsley-core', true, false],
      ],
    );
    assert.deepEqual([open.state, open.merge], ['open', { kind: 'clean', into: 'main' }]);
    const [, without] = [0, (await listPulls(tools, desk.forkOf(spam), null))[0]!];
    assert.deepEqual(without.merge, { kind: 'unknown', why: 'no-clone' });
  });

  it('tries a backport on the public branch that it is for', async () => {
    const [issue] = desk.sandbox.store.repo(clone.fork)!.issues.values();
    Object.assign(issue!.pull!, { base: '3.14' });
    const [open] = await listPulls(tools, clone.fork, clone);
    assert.deepEqual(open!.merge, { kind: 'clean', into: '3.14' });
    Object.assign(issue!.pull!, { base: 'main' });
  });

  it('names the files that public main would conflict in', async () => {
    const repo = desk.at('python/cpython');
    const work = `${desk.root}/public`;
    await desk.git(desk.root, 'clone', '-q', repo, work);
    await desk.write({ path: work }, 'Lib/spam/parser.py', 'rewritten = True\n');
    await desk.git(work, 'commit', '-q', '-am', 'gh-90: Rewrite the parser');
    await desk.git(work, 'push', '-q', 'origin', 'HEAD:main');
    const [open] = await listPulls(tools, clone.fork, clone);
    assert.deepEqual(open!.merge, { kind: 'conflicts', into: 'main', files: ['Lib/spam/parser.py'] });
    assert.equal(await desk.git(clone.path, 'status', '--porcelain'), '');
  });

  it('lists them all the same when git cannot reach the repositories', async () => {
    await desk.git(clone.path, 'remote', 'set-url', 'upstream', 'http://127.0.0.1:9/python/cpython.git');
    const [open] = await listPulls(tools, clone.fork, clone);
    assert.deepEqual(open!.merge, { kind: 'unknown', why: 'not-read' });
  });

  it('shows an approval of an older commit as that', async () => {
    await desk.git(clone.path, 'switch', '-q', 'advisory-fix-1');
    await desk.commit(clone, 'One thing more');
    await pushFix(tools, clone, await lookAtBranch(tools.git, clone));
    const [open] = await listPulls(tools, clone.fork, null);
    assert.deepEqual([...new Set(open!.approvals.map(({ current }) => current))], [false]);
  });
});
