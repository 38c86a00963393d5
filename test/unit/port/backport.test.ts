import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import {
  confirmBackport,
  discardBackport,
  prepareBackport,
  proposeBackport,
  reviewBackport,
} from '../../../src/jobs/backport/make/index.ts';
import { assignProfiles } from '../../../src/project/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { squashMerge } from '../../../src/sandbox/merge.ts';
import { treeOf } from './exact.ts';
import { desk, type Desk } from './harness.ts';
import {
  afresh,
  before as ground,
  confirmed,
  fix,
  merged,
  news,
  onBranch,
  opened,
  ours,
  own,
  publicTip,
  request,
  runOn,
  upstream,
} from './backportDesk.ts';

describe('a backport of a fix that is on main', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at, ['main', '3.12', '3.11']));
  after(() => at.close());

  it('is the branch plus the commit of main, as cherry_picker writes it, with both labels', async () => {
    const main = await merged(at);
    const tip = await publicTip(at, '3.12');
    const prepared = await prepareBackport(at.tools, request(at, main));
    assert.deepEqual(prepared.from, { kind: 'main' });
    assert.equal(prepared.there, null);
    assert.equal(prepared.branch.status, 'security');
    const draft = proposeBackport(prepared);
    assert.deepEqual(reviewBackport(prepared, draft).toSettle, []);
    const writes = at.sandbox.recorder.writes().length;
    const record = await confirmBackport(at.tools.store, prepared, draft, at.tools.now());
    assert.equal(at.sandbox.recorder.writes().length, writes, 'nothing was sent before the line');
    const { ended, link, events } = await runOn(at, record);
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));

    const [pull] = ours(at);
    assert.equal(ours(at).length, 1);
    assert.equal(pull!.pull!.base, '3.12');
    assert.equal(pull!.pull!.headRef, `backport-${main.sha.slice(0, 7)}-3.12`);
    assert.equal(pull!.title, `[3.12] gh-210450: Honour the bread socket option (GH-${main.number})`);
    const body = [
      'The length was never looked at.',
      '',
      `(cherry picked from commit ${main.sha})`,
      '',
      'Co-authored-by: Oregano Core <4107+oregano-core@users.noreply.github.com>',
    ];
    assert.deepEqual(pull!.body.trim().split('\n').slice(-3), body.slice(-3));
    assert.ok(pull!.body.includes('The length was never looked at.'));
    assert.deepEqual([...pull!.labels].sort(), ['release-blocker', 'type-security']);
    const dir = at.sandbox.dir(own);
    const commit = pull!.pull!.headSha;
    assert.equal(
      await git(dir, ['log', '-1', '--format=%P %an %ae', commit]),
      `${tip} Oregano Core 4107+oregano-core@users.noreply.github.com`,
    );
    assert.equal(
      await git(dir, ['log', '-1', '--format=%s', commit]),
      `[3.12] gh-210450: Honour the bread socket option (GH-${main.number})`,
    );
    const changed = await git(dir, ['diff', '--name-only', tip, commit]);
    assert.deepEqual(changed.split('\n').sort(), ['Lib/bread.py', news].sort());
    const [there, onMain] = [await treeOf(dir, commit), await treeOf(at.sandbox.dir(upstream), main.sha)];
    for (const path of Object.keys(fix.files)) assert.equal(there.get(path), onMain.get(path), path);
    assert.deepEqual(link, {
      repo: upstream,
      ghsaId: 'GHSA-7q4m-xv2c-93rp',
      branch: '3.12',
      pull: pull!.number,
      droppedLabels: [],
    });
    assert.deepEqual(await readdir(at.root), [], 'something is left on disk');
  });

  it("says that one is there, the bot's or ours, and opens another only where that was kept", async () => {
    const main = await merged(at);
    const theirs = await opened(
      at,
      { title: `[3.12] gh-210450: Honour the option (GH-${main.number})`, base: '3.12', commits: [fix] },
      { author: 'nutmeg-core', ref: 'mine' },
    );
    const prepared = await prepareBackport(at.tools, request(at, main));
    assert.equal(prepared.there?.number, theirs.number);
    const draft = proposeBackport(prepared);
    await assert.rejects(
      confirmBackport(at.tools.store, prepared, draft, at.tools.now()),
      new RegExp(`gh-${theirs.number} is there already, by nutmeg-core`),
    );
    const kept = { ...draft, overruled: [{ id: 'files:there', reason: 'theirs is wrong' }] };
    const record = await confirmBackport(at.tools.store, prepared, kept, at.tools.now());
    assert.equal((await runOn(at, record)).ended, 'done');
    const again = await prepareBackport(at.tools, request(at, main));
    assert.equal(again.there?.author, 'octo-coordinator');
  });

  it('finds one without a number in its title by the name of its branch', async () => {
    const main = await merged(at);
    const theirs = await opened(
      at,
      { title: '[3.12] gh-210450: Honour the option', base: '3.12', commits: [fix] },
      { author: 'nutmeg-core', ref: `backport-${main.sha.slice(0, 7)}-3.12` },
    );
    assert.equal((await prepareBackport(at.tools, request(at, main))).there?.number, theirs.number);
  });

  it('sends nothing where the bot was faster than the press', async () => {
    const main = await merged(at);
    const record = await confirmed(at, main);
    const theirs = await opened(
      at,
      { title: `[3.12] gh-210450: Honour the option (GH-${main.number})`, base: '3.12', commits: [fix] },
      { author: 'nutmeg-core', ref: 'mine' },
    );
    const writes = at.sandbox.recorder.writes().length;
    await assert.rejects(runOn(at, record), new RegExp(`gh-${theirs.number} brings this fix to 3.12 by now`));
    assert.equal(at.sandbox.recorder.writes().length, writes);
  });

  it('sends nothing where one was merged meanwhile, and is discarded then', async () => {
    const main = await merged(at);
    const record = await confirmed(at, main);
    // The usual slip: its title names the issue.
    const title = '[3.12] gh-210450: Honour the option (GH-210450)';
    const theirs = await opened(
      at,
      { title, base: '3.12', commits: [fix] },
      { author: 'nutmeg-core', ref: 'mine' },
    );
    const { store } = at.sandbox;
    await squashMerge(store, store.repo(upstream)!, theirs, 'nutmeg-core', '');
    const writes = at.sandbox.recorder.writes().length;
    const words = `gh-${theirs.number} was merged into 3.12 meanwhile. Nothing was pushed; discard this backport.`;
    await assert.rejects(runOn(at, record), { kind: 'overtaken', message: words });
    assert.equal(at.sandbox.recorder.writes().length, writes);
    await discardBackport(at.tools.store, record);
    assert.equal(await at.tools.store.load(record.key), null);
    assert.deepEqual(await readdir(at.root), []);
  });

  it('says that one was merged already, where the branch lacks it again', async () => {
    const main = await merged(at);
    const title = `[3.12] gh-210450: Honour the option (GH-${main.number})`;
    const theirs = await opened(
      at,
      { title, base: '3.12', commits: [fix] },
      { author: 'nutmeg-core', ref: 'mine' },
    );
    const { store } = at.sandbox;
    await squashMerge(store, store.repo(upstream)!, theirs, 'nutmeg-core', '');
    await onBranch(at, '3.12', { ...ground, [news]: null });
    const prepared = await prepareBackport(at.tools, request(at, main));
    const draft = proposeBackport(prepared);
    assert.deepEqual(
      reviewBackport(prepared, draft).toSettle.map(({ message }) => message),
      [
        `gh-${theirs.number} was merged already, by nutmeg-core. This would open another pull request into 3.12.`,
      ],
    );
    const kept = { ...draft, overruled: [{ id: 'files:there', reason: 'it was reverted' }] };
    const record = await confirmBackport(at.tools.store, prepared, kept, at.tools.now());
    assert.equal((await runOn(at, record)).ended, 'done');
  });

  it('stops for no pull request of a stranger, and says that it is there', async () => {
    const main = await merged(at);
    const record = await confirmed(at, main);
    const title = `[3.12] gh-210450: Honour the option (GH-${main.number})`;
    await opened(at, { title, base: '3.12', commits: [fix] }, { author: 'parsley-dev', ref: 'mine' });
    const prepared = await prepareBackport(at.tools, request(at, main));
    const { findings, toSettle } = reviewBackport(prepared, proposeBackport(prepared));
    assert.deepEqual(toSettle, []);
    assert.match(findings.map(({ message }) => message).join(), /by parsley-dev, whom nobody knows here/);
    assert.equal((await runOn(at, record)).ended, 'done');
  });

  it('leaves out a label that the repository lacks, and says so', async () => {
    const main = await merged(at);
    const { labels } = at.sandbox.store.repo(upstream)!;
    const at2 = labels.findIndex(({ name }) => name === 'release-blocker');
    labels.splice(at2, 1);
    const type = labels.find(({ name }) => name === 'type-security')!;
    labels.splice(labels.indexOf(type), 1, { ...type, name: 'Type-Security' });
    const prepared = await prepareBackport(at.tools, request(at, main));
    const draft = proposeBackport(prepared);
    assert.deepEqual(draft.pullLabels, ['Type-Security']);
    const { findings, checks } = reviewBackport(prepared, draft);
    assert.match(findings[0]!.message, /^python\/cpython has no label release-blocker, so it is left out\./);
    assert.deepEqual(
      checks.filter(({ id }) => id === 'labels').map(({ detail, state }) => [detail, state]),
      [['no label release-blocker here', 'warning']],
    );
    const record = await confirmBackport(at.tools.store, prepared, draft, at.tools.now());
    assert.equal((await runOn(at, record)).ended, 'done');
    assert.deepEqual([...ours(at)[0]!.labels], ['Type-Security']);
    assert.ok(!labels.some(({ name }) => name === 'release-blocker'));
  });

  it('has a title that its own project reads, whatever its branches are called', async () => {
    const real = await prepareBackport(at.tools, request(at, await merged(at)));
    const templates = { 'hobby/pantry': { branches: ['stable/2.x', '1.x'] } };
    assignProfiles({ profiles: {}, templates });
    try {
      for (const name of ['stable/2.x', '1.x']) {
        const branch = { ...real.branch, branch: name };
        const upstreamOf = { ...real.upstream, fullName: 'hobby/pantry', branch: name };
        const prepared = { ...real, branch, upstream: upstreamOf };
        const draft = proposeBackport(prepared);
        assert.ok(draft.texts['pull.title'].startsWith(`[${name}] `));
        const texts = { ...draft.texts, 'pull.title': 'Something else' };
        assert.deepEqual(reviewBackport(prepared, draft).findings, []);
        const [finding, ...more] = reviewBackport(prepared, { ...draft, texts }).findings;
        assert.deepEqual(more, []);
        assert.equal(finding!.message, `The title of a backport begins with [${name}].`);
        assert.equal(finding!.severity, 'warning');
        assert.equal(reviewBackport(prepared, draft).checks[0]!.label, `Picked from #${real.pull}`);
      }
    } finally {
      assignProfiles(null);
    }
  });

  it('stands on the tip that was seen, when the branch moves on before the press', async () => {
    const main = await merged(at);
    const tip = await publicTip(at, '3.12');
    const record = await confirmed(at, main);
    await onBranch(at, '3.12', { 'Lib/later.py': 'later\n' });
    assert.equal((await runOn(at, record)).ended, 'done');
    const { headSha } = ours(at)[0]!.pull!;
    assert.equal(await git(at.sandbox.dir(own), ['rev-parse', `${headSha}^`]), tip);
  });

  it('makes its scratch repository anew where that was deleted', async () => {
    const record = await confirmed(at, await merged(at));
    await rm(record.scratch, { recursive: true });
    assert.equal((await runOn(at, record)).ended, 'done');
    assert.equal(ours(at).length, 1);
  });

  it('needs no clone', async () => {
    const record = await confirmed(at, await merged(at), { clone: null });
    assert.equal((await runOn(at, record)).ended, 'done');
    assert.deepEqual([...ours(at)[0]!.labels].sort(), ['release-blocker', 'type-security']);
  });

  it('asks for a title that the bots understand', async () => {
    const prepared = await prepareBackport(at.tools, request(at, await merged(at)));
    const draft = proposeBackport(prepared);
    const titled = (title: string) =>
      reviewBackport(prepared, { ...draft, texts: { ...draft.texts, 'pull.title': title } }).toSettle.map(
        ({ message }) => message,
      );
    assert.match(titled('[3.12] gh-210450: Honour the option')[0]!, /^The title lacks \(GH-\d+\)/);
    assert.match(titled('gh-210450: Honour the option')[0]!, /begins with \[3\.12\]/);
    assert.match(titled(`[3.12] GHSA-7q4m-xv2c-93rp (GH-${prepared.pull})`)[0]!, /GHSA|advisory/i);
  });

  describe('is refused with one sentence', () => {
    const refused = async (main: { number: number; sha: string }, words: RegExp, branch = '3.12') => {
      await assert.rejects(prepareBackport(at.tools, request(at, main, { branch })), words);
      assert.deepEqual(await readdir(at.root), []);
    };

    it('before the merge', async () => {
      const { number } = await opened(at, { title: 'gh-210450: Honour', commits: [fix] });
      await refused({ number, sha: '' }, /is not merged yet\. Backport it once it is on main\./);
    });

    it('where the commit is gone from main', async () => {
      const main = await merged(at);
      await git(at.sandbox.dir(upstream), ['update-ref', 'refs/heads/main', `${main.sha}^`]);
      await refused(main, /is not on main any more/);
    });

    it('where it is a merge commit', async () => {
      const main = await merged(at);
      const dir = at.sandbox.dir(upstream);
      const tree = `${main.sha}^{tree}`;
      const parents = ['-p', `${main.sha}^`, '-p', `refs/pull/${main.number}/head`];
      const merge = await git(dir, ['commit-tree', tree, ...parents, '-m', 'Merge pull request']);
      await git(dir, ['update-ref', 'refs/heads/main', merge]);
      becomes(main.number, merge);
      await refused(main, /was merged with its history \([0-9a-f]{7} is a merge commit\), not squashed/);
    });

    it('where it is several commits', async () => {
      const main = await merged(at, [{ files: { 'Lib/a.py': 'a\n' } }, { files: { 'Lib/b.py': 'b\n' } }]);
      const dir = at.sandbox.dir(upstream);
      let head = `${main.sha}^`;
      // As GitHub's "Rebase and merge" makes them anew.
      for (const [i, from] of [`refs/pull/${main.number}/head^`, `refs/pull/${main.number}/head`].entries())
        head = await git(dir, ['commit-tree', `${from}^{tree}`, '-p', head, '-m', `Change ${i + 1}`]);
      await git(dir, ['update-ref', 'refs/heads/main', head]);
      becomes(main.number, head);
      await refused(main, /was merged as 2 commits, not squashed/);
    });

    it('where the branch has it', async () => {
      await onBranch(at, '3.12', fix.files);
      await refused(await merged(at), /^JobError: Already in 3\.12: the fix is there\.$/);
    });

    it('for a branch that lives no more, that nobody knows, that is main, or that GitHub lacks', async () => {
      const main = await merged(at);
      await refused(main, /3\.10 reached its end of life and gets no fix/, '3.10');
      await refused(main, /names no branch 4\.2/, '4.2');
      await refused(main, /main is no maintenance branch/, 'main');
      await git(at.sandbox.dir(upstream), ['update-ref', '-d', 'refs/heads/3.11']);
      await refused(main, /python\/cpython has no branch 3\.11/, '3.11');
    });

    /** The merge is said to be another commit. */
    function becomes(number: number, sha: string): void {
      const issue = at.sandbox.store.repo(upstream)!.issues.get(number)!;
      issue.pull!.mergeCommit = sha;
      for (const [i, event] of issue.events.entries()) issue.events[i] = { ...event, commit: sha };
    }
  });
});
