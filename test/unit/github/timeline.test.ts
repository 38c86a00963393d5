import assert from 'node:assert/strict';
import { connect, GitHubError, type GitHub } from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { openIssue, openPull, upstream } from '../announce/place.ts';
import { assertDescribed } from '../sandbox/harness.ts';
import { json, loopback } from './loopback.ts';

describe('who mentions an issue', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;

  before(async () => {
    sandbox = await startSandbox();
    const token = () => Promise.resolve(sandbox.tokens['coordinator']!);
    github = connect({ apiUrl: sandbox.api, token, throttle: false });
  });
  after(() => sandbox.stop());

  it('is listed once each, with what merged it', async () => {
    const issue = openIssue(sandbox);
    const pull = await openPull(sandbox, issue);
    pull.comments.push({
      ...{ id: 1, author: 'nutmeg-core', body: `As gh-${issue} says.` },
      ...{ createdAt: pull.createdAt, updatedAt: pull.createdAt },
    });
    await sandbox.colleagues();
    const { mentions, mergeCommit, mergedBy, comments } = await github.issues.timeline(upstream, issue);
    assert.deepEqual(mentions, [
      {
        repo: upstream,
        number: pull.number,
        title: pull.title,
        body: pull.body,
        author: 'octo-coordinator',
        isPull: true,
        isOpen: false,
        mergedAt: pull.pull!.mergedAt,
      },
    ]);
    assert.deepEqual([mergeCommit, mergedBy, comments], [null, null, []], 'an issue is not merged');
    const merged = await github.issues.timeline(upstream, pull.number);
    assert.deepEqual([merged.mentions, merged.mergeCommit], [[], pull.pull!.mergeCommit]);
    assert.ok(merged.mergedBy !== null && merged.mergedBy !== 'octo-coordinator');
    const said = { author: 'nutmeg-core', body: `As gh-${issue} says.`, at: pull.createdAt };
    assert.deepEqual(merged.comments, [said]);
    assertDescribed(sandbox);
  });

  it('is read to the last page', async () => {
    const issue = openIssue(sandbox);
    const repo = sandbox.store.repo(upstream)!;
    for (let i = 0; i < 120; i++) repo.issues.get(openIssue(sandbox))!.body = `#${issue}`;
    assert.equal((await github.issues.timeline(upstream, issue)).mentions.length, 120);
  });

  it('is not found where there is no such issue', async () => {
    await assert.rejects(
      github.issues.timeline(upstream, 9),
      (error: Error) => error instanceof GitHubError && error.kind === 'not-found',
    );
  });

  it('is what can be read of answers that are not as GitHub describes them', async () => {
    const odd = { number: 7, repository_url: 'https://api.example/repos/python/cpython' };
    const server = await loopback((_, response) =>
      json(response, 200, [
        null,
        'text',
        { event: 'cross-referenced' },
        { event: 'cross-referenced', source: { issue: null } },
        { event: 'cross-referenced', source: { issue: { number: 'x', repository_url: '/repos/a/b' } } },
        { event: 'cross-referenced', source: { issue: { number: 8 } } },
        { event: 'cross-referenced', source: { issue: odd } },
        { event: 'merged', commit_id: null },
        { event: 'merged', commit_id: 'c0ffee', actor: null },
        { event: 'commented', user: null, actor: { login: 'ghost' }, body: 7 },
        { event: 'labeled', label: null },
        { event: 'labeled', label: { name: 'type-security' }, created_at: '2026-11-20T12:00:00Z' },
      ]),
    );
    try {
      const there = connect({ apiUrl: server.url, token: async () => 'gho_timeline', throttle: false });
      assert.deepEqual(await there.issues.timeline(upstream, 1), {
        mentions: [
          {
            ...{ repo: upstream, number: 7, title: '', body: '', isPull: false, isOpen: false },
            ...{ mergedAt: null, author: null },
          },
        ],
        ...{ mergeCommit: 'c0ffee', mergedBy: null },
        comments: [{ author: 'ghost', body: '', at: '' }],
        labelled: [
          { name: '', at: '' },
          { name: 'type-security', at: '2026-11-20T12:00:00Z' },
        ],
      });
    } finally {
      await server.stop();
    }
  });
});
