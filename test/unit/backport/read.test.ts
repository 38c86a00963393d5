import assert from 'node:assert/strict';
import type { GitHub } from '../../../src/github/index.ts';
import { readBackports, Round } from '../../../src/jobs/backport/read/index.ts';
import { assessBackports, summaryOf } from '../../../src/process/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { publicForTests } from '../github/publicText.ts';
import { assertDescribed } from '../sandbox/harness.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { branches } from './facts.ts';
import { about, githubAs, living, openFix, pullInto, upstream } from './place.ts';

describe('the backports of a fix on GitHub', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let fix: Issue;
  const repo = () => sandbox.store.repo(upstream)!;
  const issueOf = (pull: Issue) => repo().issues.get(Number(/gh-(\d+)/.exec(pull.title)![1]))!;
  const backport = (branch: string) =>
    [...repo().issues.values()].find(
      ({ pull, title }) => pull?.base === branch && title.includes(`(GH-${fix.number})`),
    )!;
  const read = async (more: Parameters<typeof about>[2] = {}) =>
    readBackports(github, await about(github, fix, more));
  const basesOf = (facts: Awaited<ReturnType<typeof read>>) => facts.pulls.map(({ base }) => base).sort();

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.reset();
    github = githubAs(sandbox, 'coordinator');
    fix = await openFix(sandbox);
    await sandbox.tick();
  });

  const afterMerge = async () => {
    await sandbox.merge(fix.number, 'nutmeg-core');
    await sandbox.tick();
  };

  it('are none before the merge', async () => {
    const facts = await read();
    assert.deepEqual(
      [facts.main.state, facts.pulls, facts.gaveUp, facts.main.linked],
      ['open', [], [], true],
    );
    assert.deepEqual(facts.issues, [issueOf(fix).number]);
    assert.deepEqual(summaryOf(assessBackports(facts)), { merged: 0, needed: 6, needsYou: 0, open: 6 });
  });

  it('are the ones that the bots made, with who merged, and in which release', async () => {
    await afterMerge();
    await sandbox.merge(backport('3.14').number, 'nutmeg-core');
    sandbox.recorder.clear();
    const facts = await read();
    assert.deepEqual(basesOf(facts), living.toSorted());
    assert.ok(facts.pulls.every(({ linked, author }) => linked === true && author === 'miss-islington'));
    const merged = facts.pulls.find(({ base }) => base === '3.14')!;
    assert.deepEqual([merged.mergedBy, merged.release?.out], ['nutmeg-core', false]);
    assert.match(merged.release!.name, /^3\.14\.\d+$/);
    assert.equal(merged.mergeCommit, backport('3.14').pull!.mergeCommit);
    assert.equal(facts.main.mergeCommit, fix.pull!.mergeCommit);
    assert.ok(!sandbox.recorder.requests.some(({ path }) => path.includes('search')), 'no search');
    const tag = await sandbox.release('3.14');
    const again = (await read()).pulls.find(({ base }) => base === '3.14')!;
    assert.deepEqual(again.release, { name: tag.slice(1), out: true });
    assert.deepEqual(facts.logins, { 'Basil Thyme': 'basil-rm' });
    assertDescribed(sandbox);
  });

  it('lack release-blocker, which the bots do not copy', async () => {
    await afterMerge();
    const board = assessBackports(await read());
    assert.deepEqual(summaryOf(board), { merged: 1, needed: 6, needsYou: 5, open: 5 });
    const text = 'release-blocker is missing, so the release manager does not see it.';
    for (const { defects, branch } of board.rows.slice(1))
      assert.deepEqual(
        defects.map(defect => defect.text),
        [text],
        branch,
      );
  });

  it('say what their checks say', async () => {
    await afterMerge();
    sandbox.checks(backport('3.13').number, 'failed');
    sandbox.checks(backport('3.12').number, 'running');
    const facts = await read();
    const checks = (branch: string) => facts.pulls.find(({ base }) => base === branch)!.checks!;
    assert.equal(checks('3.13').state, 'failed');
    assert.ok(checks('3.13').failed > 0);
    assert.deepEqual([checks('3.12').state, checks('3.11').state], ['running', 'passed']);
  });

  it('are found where the issue has no list, and where its list was edited', async () => {
    await afterMerge();
    const issue = issueOf(fix);
    issue.body = 'Somebody cut it off.';
    const without = await read();
    assert.deepEqual(basesOf(without), living.toSorted());
    assert.ok(without.pulls.every(({ linked }) => linked === null));
    const { number } = backport('3.13');
    issue.body = `<!-- gh-linked-prs -->\n* gh-${fix.number}\n* gh-${number}\n* gh-1\n* gh-99999999\n<!-- /gh-linked-prs -->`;
    const edited = await read();
    assert.deepEqual(basesOf(edited), living.toSorted());
    assert.deepEqual(
      edited.pulls.filter(({ linked }) => linked).map(pull => pull.number),
      [number],
    );
  });

  it('are found where somebody gave them another title', async () => {
    await afterMerge();
    const [known, other] = [backport('3.13'), backport('3.12')];
    known.title = 'Honour the option in 3.13, too';
    other.title = '[3.12] Something (GH-5)';
    issueOf(fix).body = '';
    const facts = await read();
    assert.deepEqual(basesOf(facts), living.toSorted());
    const row = assessBackports(facts).rows.find(({ branch }) => branch === '3.13')!;
    assert.ok(row.defects.some(({ text }) => text.startsWith('The title lacks [3.13] and (GH-')));
  });

  it('are found where they were opened by hand and nothing names them', async () => {
    fix.labels = ['type-security'];
    await afterMerge();
    const { number } = issueOf(fix);
    const own = await pullInto(sandbox, { base: '3.11', title: `[3.11] gh-${number}: Honour the option` });
    await pullInto(sandbox, { base: '3.11', title: '[3.11] gh-7: Something else (GH-8)' });
    await pullInto(sandbox, { base: '3.12', title: 'gh-7: Something else' });
    const facts = await read();
    assert.deepEqual(
      facts.pulls.map(pull => pull.number),
      [own.number],
    );
    assert.equal(facts.pulls[0]?.linked, false);
  });

  it('are found where the title names the issue, and say when a label asked for them', async () => {
    fix.labels = ['type-security'];
    await afterMerge();
    const { number } = issueOf(fix);
    const slip = await pullInto(sandbox, { base: '3.11', title: `[3.11] Honour the option (GH-${number})` });
    await github.issues.addLabels(upstream, fix.number, [publicForTests('needs backport to 3.12')]);
    const { pulls, askedAt } = await read();
    assert.deepEqual(
      pulls.map(pull => pull.number),
      [slip.number],
    );
    assert.deepEqual(Object.keys(askedAt ?? {}), ['3.12']);
    assert.ok(Date.parse(askedAt!['3.12']!) >= Date.parse(fix.pull!.mergedAt!));
  });

  it("are strangers' where nobody knows who made them", async () => {
    fix.labels = ['type-security'];
    await afterMerge();
    const title = `[3.11] gh-${issueOf(fix).number}: Honour the option (GH-${fix.number})`;
    const pull = await pullInto(sandbox, { base: '3.11', title });
    const stranger = async (author: string) => {
      Object.assign(pull, { author });
      return (await read()).pulls[0]?.stranger;
    };
    assert.equal(await stranger('octo-coordinator'), false);
    assert.equal(await stranger('nutmeg-core'), false);
    assert.equal(await stranger('miss-islington'), false);
    assert.equal(await stranger('parsley-dev'), true);
  });

  it('read what is the same for all advisories once a round', async () => {
    const shared = new Round();
    const of = await about(github, fix, { shared });
    await readBackports(github, of);
    sandbox.recorder.clear();
    await readBackports(github, of);
    const again = sandbox.recorder.requests.map(({ path }) => path);
    assert.ok(
      !again.some(path => /\/(branches|labels)\b|matching-refs|\/cpython$/.test(path)),
      again.join('\n'),
    );
  });

  it('know an issue that could not be read from one without a list', async () => {
    sandbox.fail({ path: `/issues/${issueOf(fix).number}`, status: 404 });
    const { unread, main } = await read();
    assert.deepEqual([unread, main.linked], [[issueOf(fix).number], null]);
  });

  it('do not guess whether an alpha, a beta or the final release follows', async () => {
    await afterMerge();
    const { main, candidates } = await read();
    assert.deepEqual([main.release, candidates], [{ name: 'after 3.16.0a2', out: false }, []]);
    await git(repo().dir, ['tag', 'v3.15.99rc1', '3.15']);
    const cycle = {
      branches: branches.map(entry =>
        entry.branch === '3.15' ? { ...entry, status: 'prerelease' as const } : entry,
      ),
    };
    assert.deepEqual((await read({ cycle })).candidates, ['3.15']);
  });

  it('are not those of another fix of the same issue', async () => {
    await afterMerge();
    const { number } = issueOf(fix);
    const other = await openFix(sandbox);
    await pullInto(sandbox, {
      base: '3.14',
      title: `[3.14] gh-${number}: Something else (GH-${other.number})`,
    });
    await sandbox.tick();
    assert.deepEqual(basesOf(await read()), living.toSorted());
  });

  it('keep those that were closed and made anew', async () => {
    await afterMerge();
    const closed = backport('3.13');
    closed.state = 'closed';
    const title = closed.title;
    const redone = await pullInto(sandbox, {
      base: '3.13',
      title,
      labels: ['type-security', 'release-blocker'],
    });
    await sandbox.tick();
    const row = assessBackports(await read()).rows.find(({ branch }) => branch === '3.13')!;
    assert.deepEqual([row.pull?.number, row.former, row.defects], [redone.number, [closed.number], []]);
  });

  it("are given up by the bot's own word, and by nobody else's", async () => {
    fix.labels = ['type-security'];
    await afterMerge();
    const words = 'I could not cleanly backport this to `3.12` due to a conflict.';
    const comment = (author: string, branch: string) => ({
      ...{ id: sandbox.store.id(), author, body: words.replace('3.12', branch) },
      ...{ createdAt: fix.createdAt, updatedAt: fix.createdAt },
    });
    fix.comments.push(comment('parsley-dev', '3.13'), comment('miss-islington', '3.12'));
    const { gaveUp } = await read();
    assert.deepEqual(gaveUp, [{ branch: '3.12', conflict: true, at: fix.createdAt }]);
  });

  it('tell two issues of one fix, and one issue of two advisories', async () => {
    const second = await openFix(sandbox);
    const { number } = issueOf(second);
    fix.title = `gh-${issueOf(fix).number}, gh-${number}: Honour the option`;
    const mine = (await about(github, fix)).links;
    const known = [
      mine,
      { ...mine, ghsaId: 'GHSA-2222-3333-4444' },
      { ...mine, ghsaId: 'GHSA-5555-6666-7777', issue: 1 },
    ];
    const facts = await read({ known, links: mine });
    assert.deepEqual(facts.issues, [mine.issue, number]);
    assert.deepEqual(facts.sharedWith, ['4444']);
  });

  it('are read where much is hidden from the account, or gone', async () => {
    await afterMerge();
    for (const path of ['/labels', '/branches', '/check-runs', '/matching-refs'])
      for (let i = 0; i < 12; i++) sandbox.fail({ path, status: 404 });
    const facts = await read();
    assert.deepEqual(
      [facts.knownLabels, facts.existing, facts.main.checks, facts.main.release],
      [null, null, null, null],
    );
    assert.equal(facts.pulls.length, 5);
    sandbox.heal();
    sandbox.fail({ path: '/pulls/', status: 502 });
    sandbox.fail({ path: '/pulls/', status: 502 });
    sandbox.fail({ path: '/pulls/', status: 502 });
    await assert.rejects(read(), { kind: 'server' });
  });

  it('may be labelled by who triages, and not by others', async () => {
    const { advisory } = await about(github, fix);
    for (const [role, label, edit] of [
      ['admin', true, true],
      ['write', true, true],
      ['triage', true, false],
      ['read', false, false],
    ] as const) {
      sandbox.role('octo-coordinator', upstream, role);
      const { mayLabel, mayEdit } = await read({ advisory });
      assert.deepEqual([mayLabel, mayEdit], [label, edit], role);
    }
  });

  it('are not read on when nobody looks any more', async () => {
    const stop = new AbortController();
    const of = await about(github, fix);
    stop.abort();
    await assert.rejects(readBackports(github, of, stop.signal), { kind: 'cancelled' });
  });
});
