import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { connect, type GitHub } from '../../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { DiscussionModel } from '../../../../src/ui/editor/discussion.ts';
import type { DiscussionParts } from '../../../../src/ui/editor/discussionParts.ts';
import { assertDescribed, client } from '../../sandbox/harness.ts';

const repo = { owner: 'python', name: 'cpython' };
/** Triage: "Butter decoder reuses its key". */
const butter = 'GHSA-p3q4-r5v6-w7x8';
/** Closed, with [COMPLETED] in its title. */
const tofu = 'GHSA-j7m2-q4r6-w3c9';

describe('what a report may be the same as', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let advisory: Advisory;
  let discussion: DiscussionModel;
  let expired: number;

  const make = (parts: Partial<DiscussionParts> = {}) =>
    new DiscussionModel({
      ...{ repo, ghsaId: butter, advisory: () => advisory, others: () => [], github: async () => github },
      expired: async () => void expired++,
      log: () => undefined,
      now: () => new Date('2026-11-20T14:02:00Z'),
      patience: 30_000,
      ...parts,
    });
  const issue = async (title: string, body: string, labels: string[]) => {
    const answer = await client(sandbox, 'admin')('POST /repos/python/cpython/issues', {
      body: { title, body, labels },
    });
    return answer.json<{ number: number; html_url: string }>();
  };
  const similar = () => discussion.state.similar;
  const asked = (part: string) => sandbox.recorder.calls.filter(({ path }) => path.includes(part));

  before(async () => (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    Object.assign(sandbox.store.advisory(tofu)!, {
      summary: '[COMPLETED] Butter decoder uses its key twice',
      description: 'Two messages under one key tell their difference. The silver gondola reads both of them.',
    });
    github = connect({
      apiUrl: sandbox.api,
      token: () => Promise.resolve(sandbox.tokens['coordinator']!),
      throttle: false,
    });
    advisory = await github.advisories.get(repo, butter);
    discussion = make();
    expired = 0;
    sandbox.recorder.clear();
  });
  after(() => sandbox.stop());

  it('ranks earlier advisories, closed ones too, and public security issues, never the report itself', async () => {
    const { number, html_url: url } = await issue(
      'Butter decoder tells two messages apart',
      'The decoder reuses its key: both messages show their difference.',
      ['type-security'],
    );
    await issue('Butter decoder reuses its key, as a question', 'Two messages under one key.', []);
    await discussion.similar.find();
    const { kind, problem, rows } = similar();
    assert.deepEqual([kind, problem], ['ready', null]);
    const found = rows.find(row => row.kind === 'issue');
    assert.deepEqual([found?.label, found?.state], [`gh-${number}`, 'open']);
    assert.equal(rows.filter(row => row.kind === 'issue').length, 1, 'only those with the label');
    const closed = rows.find(({ id }) => id === `python/cpython/${tofu}`);
    assert.deepEqual(
      [closed?.label, closed?.title, closed?.state],
      ['GHSA w3c9', 'Butter decoder uses its key twice', 'closed'],
    );
    assert.ok(rows.every(({ id }) => !id.includes(butter)));
    assert.deepEqual(
      rows.map(({ percent }) => percent),
      rows.map(({ percent }) => percent).sort((a, b) => b - a),
    );
    assert.deepEqual(discussion.similar.opens(found!.id), { url });
    const opens = discussion.similar.opens(closed!.id);
    assert.equal(opens && 'advisory' in opens ? opens.advisory.ghsaId : null, tofu);
    assert.equal(discussion.similar.opens('python/cpython#1'), null);
    assert.equal(sandbox.recorder.writes().filter(({ path }) => !path.endsWith('/issues')).length, 0);
    assertDescribed(sandbox);
  });

  it('sends nothing of the report anywhere', async () => {
    await discussion.similar.find();
    const sent = sandbox.recorder.calls.map(({ path, query }) => decodeURIComponent(`${path}${query}`));
    assert.ok(sent.length > 3);
    assert.ok(!sent.some(line => /butter|decoder|gondola/i.test(line)), sent.join('\n'));
  });

  it('knows the advisories of other repositories that this window has read', async () => {
    const [other] = await github.advisories.list({ owner: 'pypa', name: 'pip' }, 'triage');
    discussion = make({
      others: () => [
        { ...other!, title: 'Butter decoder reuses its key', updatedAt: '2027-01-01T00:00:00Z' },
      ],
    });
    await discussion.similar.find();
    assert.ok(similar().rows.some(({ id }) => id === `pypa/pip/${other!.ghsaId}`));
  });

  it('reads them once', async () => {
    await discussion.similar.find();
    const before = asked('/security-advisories').length + asked('/issues').length;
    await Promise.all([discussion.similar.find(), discussion.similar.find()]);
    assert.equal(asked('/security-advisories').length + asked('/issues').length, before);
    assert.equal(similar().kind, 'ready');
  });

  it('compares what it could read, says what failed, and reads only that the next time', async () => {
    sandbox.fail({ method: 'GET', path: /\/cpython\/issues$/, status: 500 });
    await discussion.similar.find();
    assert.deepEqual(
      [similar().kind, similar().problem],
      ['ready', 'Not everything could be compared. GitHub answered with an error (500). Try again.'],
    );
    assert.ok(similar().rows.length > 0);
    sandbox.recorder.clear();
    await discussion.similar.find();
    assert.equal(similar().problem, null);
    assert.deepEqual([asked('/security-advisories').length, asked('/issues').length], [0, 1]);
  });

  it('fails as a whole where nothing can be read', async () => {
    sandbox.fail({ method: 'GET', kind: 'reset', times: 99 });
    await discussion.similar.find();
    assert.equal(similar().kind, 'failed');
    assert.match(similar().problem!, /^Not everything could be compared\. GitHub cannot be reached/);
    sandbox.heal();
    sandbox.fail({ method: 'GET', status: 401, times: 99 });
    await discussion.similar.find();
    assert.ok(expired > 0);
    sandbox.heal();
  });

  describe('a search on GitHub', () => {
    it('is asked with exactly the words that were typed, and the repository', async () => {
      const first = await issue('Marmalade parser is slow', 'The gondola waits.', []);
      await issue('Something else', 'No fruit.', []);
      sandbox.recorder.clear();
      await discussion.similar.searchWider('  marmalade parser ');
      const [call] = asked('/search/issues');
      assert.equal(new URLSearchParams(call!.query).get('q'), 'marmalade parser repo:python/cpython');
      const { wider } = discussion.state;
      assert.deepEqual([wider?.kind, wider?.words, wider?.problem], ['ready', 'marmalade parser', null]);
      assert.deepEqual(
        wider?.rows.map(({ label, title, state }) => [label, title, state]),
        [[`gh-${first.number}`, 'Marmalade parser is slow', 'open']],
      );
      assert.deepEqual(discussion.similar.opens(wider!.rows[0]!.id), { url: first.html_url });
      assertDescribed(sandbox);
    });

    it('says that there are more, that there are none, and that GitHub wants to rest', async () => {
      for (let n = 0; n < 31; n++) await issue(`Marmalade ${n}`, '', []);
      await discussion.similar.searchWider('marmalade');
      assert.deepEqual(
        [discussion.state.wider?.rows.length, discussion.state.wider?.problem],
        [30, 'GitHub has more than these. More words find fewer.'],
      );
      await discussion.similar.searchWider('there is no such word');
      assert.deepEqual(discussion.state.wider?.rows, []);
      sandbox.fail({
        path: '/search/issues',
        status: 403,
        headers: { 'x-ratelimit-remaining': '0' },
        body: { message: 'API rate limit exceeded' },
      });
      await discussion.similar.searchWider('marmalade');
      assert.equal(discussion.state.wider?.kind, 'failed');
      assert.match(discussion.state.wider?.problem ?? '', /^GitHub asks to wait until/);
    });

    it('does not send what GitHub would not take', async () => {
      sandbox.recorder.clear();
      await assert.rejects(discussion.similar.searchWider('  '), {
        message: 'Type the words to search for.',
      });
      await assert.rejects(discussion.similar.searchWider('x'.repeat(257)), { kind: 'search' });
      assert.equal(asked('/search').length, 0);
      assert.equal(discussion.state.wider, null);
    });

    it('shows the answer to the last words, whichever comes first', async () => {
      await issue('Marmalade', '', []);
      const first = discussion.similar.searchWider('nothing of the kind');
      const second = discussion.similar.searchWider('marmalade');
      await Promise.all([first, second]);
      assert.deepEqual(
        [discussion.state.wider?.words, discussion.state.wider?.rows.length],
        ['marmalade', 1],
      );
    });
  });
});
