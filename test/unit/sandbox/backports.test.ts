import assert from 'node:assert/strict';
import { git as onDisk } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { squashMerge } from '../../../src/sandbox/merge.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addPull } from '../../../src/sandbox/routes/pulls.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { assertDescribed, client, repo } from './harness.ts';

const upstream = 'python/cpython';

describe('the bots after a merge', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let member: ReturnType<typeof client>;
  const main = () => sandbox.store.repo(upstream)!;
  const comments = (issue: Issue, author: string) =>
    issue.comments.filter(comment => comment.author === author).map(({ body }) => body);

  /** A fix of the coordinator on main, with these labels. */
  async function merged(path: string, content: string, labels: string[]): Promise<Issue> {
    const head = sandbox.store.repo('octo-coordinator/cpython')!;
    const issue = (
      await member(`POST ${repo}/issues`, { body: { title: 'Salt is not counted', body: 'Count it.' } })
    ).json<{ number: number }>();
    const author = ['Octo Coordinator', '4101+octo-coordinator@users.noreply.github.com'] as const;
    const from = await onDisk(main().dir, ['rev-parse', 'main']);
    const branch = `salt-${issue.number}`;
    await onDisk(head.dir, ['fetch', '-q', main().dir, 'main']);
    await writeHistory(head.dir, [{ branch, message: 'Salt', files: { [path]: content }, from, author }]);
    const pull = await addPull({ store: sandbox.store }, main(), head, {
      title: `gh-${issue.number}: Count the salt, see #210402`,
      body: 'Salt is counted.',
      author: 'octo-coordinator',
      ref: branch,
      base: 'main',
    });
    pull.labels = labels;
    await squashMerge(sandbox.store, main(), pull, 'nutmeg-core', 'Grain by grain.');
    return pull;
  }
  const backports = (branch?: string) =>
    [...main().issues.values()].filter(
      ({ pull, title }) => pull && /^\[/.test(title) && (branch === undefined || pull.base === branch),
    );

  beforeEach(async () => {
    sandbox = await startSandbox();
    member = client(sandbox, 'coordinator');
  });
  afterEach(() => sandbox.stop());

  it('pick a merged pull request onto the branches it is labelled with, newest first, once', async () => {
    const pull = await merged('Lib/salt.py', 'GRAINS = 7\n', [
      'needs backport to 3.11',
      'needs backport to 3.14',
      'type-security',
      'release-blocker',
      'skip news',
    ]);
    const sha = pull.pull!.mergeCommit!;
    await sandbox.tick();
    const made = backports();
    assert.deepEqual(
      made.map(({ pull: part, author }) => [part!.base, part!.headRepo, part!.headRef, author]),
      ['3.14', '3.11'].map(branch => [
        branch,
        'miss-islington/cpython',
        `backport-${sha.slice(0, 7)}-${branch}`,
        'miss-islington',
      ]),
    );
    const issue = pull.number - 1;
    const words = `gh-${issue}: Count the salt, see GH-210402 (GH-${pull.number})`;
    assert.equal(made[0]!.title, `[3.14] ${words}`);
    const origin = `Grain by grain.\n\n(cherry picked from commit ${sha})\n\nCo-authored-by: Octo Coordinator <4101+octo-coordinator@users.noreply.github.com>`;
    assert.ok(made[0]!.body.startsWith(`${origin}\n\n<!-- gh-issue-number: gh-${issue} -->`));
    const log = await onDisk(main().dir, ['log', '-1', '--format=%an%n%B', made[0]!.pull!.headSha]);
    assert.equal(log, `Octo Coordinator\n[3.14] ${words}\n\n${origin}`);
    assert.deepEqual(made[0]!.labels, ['type-security', 'skip news'], 'not the label of the release');
    assert.deepEqual(pull.labels, ['type-security', 'release-blocker', 'skip news']);
    const linked = main().issues.get(issue)!.body;
    for (const { number } of [pull, ...made]) assert.ok(linked.includes(`\n* gh-${number}\n`));
    assert.deepEqual(comments(pull, 'miss-islington'), [
      "Thanks @octo-coordinator for the PR, and @nutmeg-core for merging it 🌮🎉.. I'm working now to backport this PR to: 3.14, 3.11.\n🐍🍒⛏🤖 ",
    ]);
    assert.deepEqual(
      comments(pull, 'bedevere-app[bot]')[0]!.split(' ').slice(0, 4).join(' '),
      `[GH-${made[0]!.number}](https://github.com/${upstream}/pull/${made[0]!.number}) is a backport`,
    );
    const before = JSON.stringify([...main().issues.values()].map(({ comments: said }) => said));
    await sandbox.tick();
    assert.equal(backports().length, 2);
    assert.equal(JSON.stringify([...main().issues.values()].map(({ comments: said }) => said)), before);
    const whole = (await member(`GET ${repo}/pulls/${pull.number}`)).json<{ merged_by: { login: string } }>();
    assert.equal(whole.merged_by.login, 'nutmeg-core');
    const list = (await member(`GET ${repo}/pulls?state=all&base=3.11`)).json<{ number: number }[]>();
    assert.deepEqual(
      list.map(({ number }) => number),
      [made[1]!.number],
    );
    assertDescribed(sandbox);
  });

  it('say that it conflicts, once, and assign who merged', async () => {
    await writeHistory(main().dir, [
      {
        branch: '3.12',
        from: 'refs/heads/3.12^0',
        message: 'Own toast',
        files: { 'Lib/toast/__init__.py': 'other\n' },
      },
    ]);
    const pull = await merged('Lib/toast/__init__.py', 'burnt = 1\n', [
      'needs backport to 3.12',
      'needs backport to 3.9',
    ]);
    const sha = pull.pull!.mergeCommit!;
    await sandbox.tick();
    await sandbox.tick();
    const [, conflict, gone, ...more] = comments(pull, 'miss-islington');
    assert.match(
      conflict!,
      /^Sorry, @octo-coordinator and @nutmeg-core, I could not cleanly backport this to `3\.12` due to a conflict\.\n/,
    );
    assert.ok(conflict!.endsWith(`\n\`\`\`\ncherry_picker ${sha} 3.12\n\`\`\`\n`));
    assert.match(gone!, /I had trouble checking out the `3\.9` backport branch\./);
    assert.deepEqual([more, backports()], [[], []]);
    assert.ok(pull.labels.includes('needs backport to 3.12'), 'nobody takes the label');
    const shown = (await member(`GET ${repo}/issues/${pull.number}`)).json<{
      assignees: { login: string }[];
    }>();
    assert.deepEqual(
      shown.assignees.map(({ login }) => login),
      ['nutmeg-core'],
    );
    const timeline = (await member(`GET ${repo}/issues/${pull.number}/timeline`)).json<
      { event: string; body?: string; actor: { login: string } }[]
    >();
    assert.ok(timeline.some(({ event, body }) => event === 'commented' && body === conflict));
    assertDescribed(sandbox);
  });

  it('act on a backport made by hand when its title is corrected', async () => {
    const pull = await merged('Lib/salt.py', 'GRAINS = 7\n', ['type-security']);
    pull.labels.push('needs backport to 3.13');
    const head = sandbox.store.repo('octo-coordinator/cpython')!;
    const tip = await onDisk(main().dir, ['rev-parse', '3.13']);
    await writeHistory(head.dir, [
      { branch: 'salt-3.13', message: 'Salt', files: { 'Lib/salt.py': 'GRAINS = 7\n' }, from: tip },
    ]);
    const hand = await addPull({ store: sandbox.store }, main(), head, {
      title: `[3.13] gh-${pull.number - 1}: Count the salt`,
      body: '',
      author: 'octo-coordinator',
      ref: 'salt-3.13',
      base: '3.13',
    });
    pull.labels = ['type-security'];
    await sandbox.tick();
    assert.deepEqual([hand.labels, comments(pull, 'bedevere-app[bot]')], [[], []]);
    await member(`PATCH ${repo}/pulls/${hand.number}`, {
      body: { title: `${hand.title} (GH-${pull.number})` },
    });
    await sandbox.tick();
    assert.deepEqual(hand.labels, ['type-security']);
    assert.equal(comments(pull, 'bedevere-app[bot]').length, 1);
    hand.labels = [];
    await sandbox.tick();
    assert.deepEqual(hand.labels, [], 'labels that somebody takes away stay away');
  });
});
