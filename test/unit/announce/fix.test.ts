import assert from 'node:assert/strict';
import type { GitHub, GitHubError } from '../../../src/github/index.ts';
import { readAnnouncement, type Fix } from '../../../src/jobs/announce/index.ts';
import { squashMerge } from '../../../src/sandbox/merge.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed } from '../sandbox/harness.ts';
import { cpython, githubOf, openIssue, openPull, spamId, upstream } from './place.ts';

describe('where the fix is', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let issue: number;

  beforeEach(async () => {
    sandbox = await startSandbox();
    github = githubOf(sandbox);
    issue = openIssue(sandbox);
  });
  afterEach(async () => {
    assertDescribed(sandbox);
    assert.deepEqual(sandbox.recorder.writes(), [], 'reading writes nothing');
    await sandbox.stop();
  });

  const read = async (pull: number | null, named: number | null = null): Promise<Fix> => {
    const links = pull === null ? null : { issue, pull };
    return (await readAnnouncement(github, { repo: cpython, ghsaId: spamId, links, named })).fix;
  };
  const brief = ({ status, pull, revertedBy, others, complete }: Fix) => ({
    status,
    pull: pull?.number ?? null,
    revertedBy: revertedBy?.number ?? null,
    others: others.map(({ number }) => number),
    complete,
  });
  const plain = { revertedBy: null, others: [], complete: true };

  it('is not known before a port, and nothing is asked for then', async () => {
    assert.deepEqual(brief(await read(null)), { status: 'none', pull: null, ...plain });
    assert.deepEqual(sandbox.recorder.calls.map(({ path }) => path).sort(), [
      '/repos/python/cpython',
      `/repos/python/cpython/security-advisories/${spamId}`,
    ]);
  });

  it('is open, then merged, then taken back', async () => {
    const { number } = await openPull(sandbox, issue);
    assert.deepEqual(brief(await read(number)), { status: 'open', pull: number, ...plain });
    await sandbox.colleagues();
    const merged = await read(number);
    assert.deepEqual(brief(merged), { status: 'merged', pull: number, ...plain });
    assert.equal(merged.pull!.base, 'main');
    assert.match(merged.pull!.mergedAt!, /^\d{4}-\d\d-\d\dT/);
    assert.equal(merged.pull!.htmlUrl, `${sandbox.url}/python/cpython/pull/${number}`);
    const revertedBy = await sandbox.revert(number);
    assert.deepEqual(brief(await read(number)), { status: 'reverted', pull: number, ...plain, revertedBy });
  });

  it('stands again once the revert is taken back', async () => {
    const { number } = await openPull(sandbox, issue);
    await sandbox.colleagues();
    await sandbox.revert(await sandbox.revert(number));
    assert.deepEqual(brief(await read(number)), { status: 'merged', pull: number, ...plain });
  });

  it('is not taken back by a revert that is only open, goes to another branch, or is of something else', async () => {
    const first = await openPull(sandbox, issue);
    const other = await openPull(sandbox, openIssue(sandbox));
    await sandbox.colleagues();
    const words = { body: `Reverts python/cpython#${first.number}` };
    Object.assign(await openPull(sandbox, issue, { title: 'Revert it' }), words, { author: 'nutmeg-core' });
    const onBranch = await openPull(sandbox, issue, { base: '3.14', title: '[3.14] Revert it' });
    Object.assign(onBranch, words);
    await squashMerge(sandbox.store, sandbox.store.repo(upstream)!, onBranch, 'nutmeg-core');
    await sandbox.revert(other.number);
    assert.deepEqual(brief(await read(first.number)), { status: 'merged', pull: first.number, ...plain });
  });

  it('is not taken back by who says that it need not be, and that is known', async () => {
    const fix = await openPull(sandbox, issue);
    const other = await openPull(sandbox, openIssue(sandbox));
    other.body = `No need to revert gh-${fix.number}: this mends it. See #${fix.number}.`;
    await sandbox.colleagues();
    const read1 = await read(fix.number);
    assert.deepEqual(brief(read1), { status: 'merged', pull: fix.number, ...plain });
    assert.deepEqual(
      read1.doubts.map(({ number }) => number),
      [other.number],
    );
  });

  it('was taken back by hand: the words of git, with the commit of the merge', async () => {
    const fix = await openPull(sandbox, issue);
    await sandbox.colleagues();
    const back = await openPull(sandbox, issue, { title: `gh-${issue}: Undo the check` });
    back.body = `This reverts commit ${fix.pull!.mergeCommit!.slice(0, 10)}, see #${fix.number}.`;
    await sandbox.colleagues();
    assert.deepEqual(brief(await read(fix.number)), {
      ...plain,
      status: 'reverted',
      pull: fix.number,
      revertedBy: back.number,
    });
  });

  it('was closed without a merge, or went to another branch', async () => {
    const closed = await openPull(sandbox, issue);
    closed.state = 'closed';
    assert.equal((await read(closed.number)).status, 'closed');
    const elsewhere = await openPull(sandbox, issue, { base: '3.14', title: `[3.14] gh-${issue}: Check` });
    await squashMerge(sandbox.store, sandbox.store.repo(upstream)!, elsewhere, 'nutmeg-core');
    const fix = await read(elsewhere.number);
    assert.deepEqual([fix.status, fix.pull!.base], ['elsewhere', '3.14']);
  });

  it('is one of two that are merged: both are known, and backports are no fix of main', async () => {
    const [first, second] = [await openPull(sandbox, issue), await openPull(sandbox, issue)];
    const backport = await openPull(sandbox, issue, { base: '3.14', title: `[3.14] gh-${issue}: Check` });
    await sandbox.colleagues();
    await squashMerge(sandbox.store, sandbox.store.repo(upstream)!, backport, 'nutmeg-core');
    assert.deepEqual(brief(await read(first.number)), {
      ...plain,
      status: 'merged',
      pull: first.number,
      others: [second.number],
    });
    await sandbox.revert(first.number);
    const [taken, left] = [await read(first.number), await read(second.number)];
    assert.deepEqual([taken.status, taken.others.map(({ number }) => number)], ['reverted', [second.number]]);
    assert.deepEqual([left.status, left.others], ['merged', []], 'what was taken back is no choice');
  });

  it('is the one that the coordinator names, over the one that was remembered', async () => {
    const [ours, theirs] = [await openPull(sandbox, issue), await openPull(sandbox, issue)];
    ours.state = 'closed';
    await sandbox.colleagues();
    assert.deepEqual(brief(await read(ours.number)), {
      ...plain,
      status: 'closed',
      pull: ours.number,
      others: [theirs.number],
    });
    assert.deepEqual(brief(await read(ours.number, theirs.number)), {
      ...plain,
      status: 'merged',
      pull: theirs.number,
    });
  });

  it('is asked for again when an issue, or nothing at all, was named', async () => {
    const { number } = await openPull(sandbox, issue);
    await sandbox.colleagues();
    const named = await read(null, issue);
    assert.deepEqual(brief(named), { ...plain, status: 'none', pull: null, others: [number] });
    assert.equal(named.message, `${issue} is an issue. Name its pull request.`);
    const wrong = await read(null, 999_999);
    assert.equal(wrong.status, 'unread');
    assert.equal(wrong.message, 'GitHub has no pull request 999999 in python/cpython. Name another one.');
  });

  it('is not guessed where GitHub does not answer', async () => {
    const { number } = await openPull(sandbox, issue);
    await sandbox.colleagues();
    sandbox.fail({ method: 'GET', path: `/issues/${number}/timeline`, status: 503 });
    assert.deepEqual(brief(await read(number)), {
      ...plain,
      status: 'merged',
      pull: number,
      complete: false,
    });
    sandbox.heal();
    sandbox.fail({ method: 'GET', path: `/pulls/${number}`, status: 500 });
    const unread = await read(number);
    assert.equal(unread.status, 'unread');
    assert.ok(unread.message);
    sandbox.heal();
    sandbox.store.tokens.clear();
    await assert.rejects(read(number), (error: GitHubError) => error.kind === 'signed-out');
  });

  it('is not read on when nobody waits any more', async () => {
    const { number } = await openPull(sandbox, issue);
    const about = { repo: cpython, ghsaId: spamId, links: { issue, pull: number }, named: null };
    await assert.rejects(
      readAnnouncement(github, about, AbortSignal.abort()),
      (error: GitHubError) => error.kind === 'cancelled',
    );
  });
});
