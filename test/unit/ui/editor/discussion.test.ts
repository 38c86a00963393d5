import assert from 'node:assert/strict';
import { longestComment } from '../../../../src/advisory/comment.ts';
import { connect, type GitHub } from '../../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { DiscussionModel } from '../../../../src/ui/editor/discussion.ts';
import type { DiscussionParts } from '../../../../src/ui/editor/discussionParts.ts';
import { assertDescribed } from '../../sandbox/harness.ts';

const repo = { owner: 'python', name: 'cpython' };
/** Draft, octo-coordinator's, reported by parsley-dev; oregano-core and the team are in it. */
const spam = 'GHSA-7q4m-xv2c-93rp';
const me = 'octo-coordinator';

describe('the discussion of an advisory', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let log: unknown[];
  let expired: number;

  const as = (who: string): GitHub =>
    connect({ apiUrl: sandbox.api, token: () => Promise.resolve(sandbox.tokens[who]!), throttle: false });
  const say = (who: string, body: string) => as(who).advisories.addComment(repo, spam, body);
  const make = async (parts: Partial<DiscussionParts> = {}) => {
    const github = as('coordinator');
    const advisory = await github.advisories.get(repo, spam);
    return new DiscussionModel({
      ...{ repo, ghsaId: spam, advisory: () => advisory, others: () => [], github: async () => github },
      expired: async () => void expired++,
      log: error => void log.push(error),
      now: () => new Date('2026-11-20T14:02:00Z'),
      patience: 30_000,
      ...parts,
    });
  };
  const opened = async (parts: Partial<DiscussionParts> = {}) => {
    const discussion = await make(parts);
    await discussion.read();
    return discussion;
  };
  const bodies = (discussion: DiscussionModel) => discussion.state.comments.map(({ body }) => body);
  const posted = () => sandbox.recorder.writes().filter(({ path }) => path.endsWith('/comments')).length;

  before(async () => (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    log = [];
    expired = 0;
  });
  after(() => sandbox.stop());

  it('is not read before somebody asks', async () => {
    const discussion = await make();
    assert.equal(discussion.state.kind, 'unread');
    assert.equal(sandbox.recorder.calls.filter(({ path }) => path.endsWith('/comments')).length, 0);
  });

  it('shows who says what, oldest first, and what each is to the advisory', async () => {
    await say('parsley-dev', 'Here is a **smaller** example.');
    await say('coordinator', 'Thank you.');
    await say('oregano-core', 'I can reproduce it.');
    await say('sage-admin', 'Looks fine.');
    sandbox.store.advisory(spam)!.comments.push({
      ...sandbox.store.advisory(spam)!.comments[0]!,
      id: 99_001,
      author: 'gone-for-good',
      body: 'From an account that was deleted.',
      createdAt: '2020-02-02T00:00:00Z',
    });
    const { kind, comments } = (await opened()).state;
    assert.equal(kind, 'ready');
    assert.deepEqual(
      comments.map(({ author, role, body }) => [author, role, body]),
      [
        [null, '', 'From an account that was deleted.'],
        ['parsley-dev', 'reporter', 'Here is a **smaller** example.'],
        [me, 'coordinator', 'Thank you.'],
        ['oregano-core', 'collaborator', 'I can reproduce it.'],
        ['sage-admin', 'collaborator', 'Looks fine.'],
      ],
    );
    assertDescribed(sandbox);
  });

  it('says who is mailed, the reporter first', async () => {
    const { mailed, mailedUnknown, reporter } = (await opened()).state;
    assert.equal(reporter, 'parsley-dev');
    assert.equal(mailed[0], 'parsley-dev');
    assert.ok(mailed.includes('nutmeg-core'), 'in the team');
    assert.equal(new Set(mailed).size, mailed.length);
    assert.ok(!mailed.includes('dill-outsider'));
    assert.deepEqual(mailedUnknown, []);
  });

  it('names the team whose members GitHub does not show, and reads the comments all the same', async () => {
    sandbox.fail({ path: '/teams/', status: 404, times: 9 });
    const { kind, mailed, mailedUnknown } = (await opened()).state;
    assert.deepEqual([kind, mailedUnknown], ['ready', ['team psrt']]);
    assert.ok(mailed.includes('parsley-dev') && !mailed.includes('nutmeg-core'));
  });

  it('says that this GitHub has no comments', async () => {
    sandbox.knobs({ comments: false });
    const discussion = await opened();
    assert.deepEqual([discussion.state.kind, discussion.state.problem], ['no-api', null]);
    await assert.rejects(discussion.post('Thank you.', me), {
      kind: 'comment',
      message: 'Comments cannot be written from here. Copy the text and open the advisory on GitHub.',
    });
    assert.equal(posted(), 0, 'looks first');
  });

  it('does not write where it cannot look, although GitHub would take it', async () => {
    sandbox.fail({ method: 'GET', path: '/comments', status: 404, times: 2 });
    const discussion = await opened();
    assert.equal(discussion.state.kind, 'no-api');
    await assert.rejects(discussion.post('Thank you.', me), { kind: 'comment' });
    assert.equal(posted(), 0);
  });

  it('says that comments can be read and not written', async () => {
    await say('parsley-dev', 'Hello.');
    const discussion = await opened();
    sandbox.fail({ method: 'POST', path: '/comments', status: 404 });
    await assert.rejects(discussion.post('Thank you.', me), { kind: 'comment' });
    assert.deepEqual([discussion.state.kind, bodies(discussion)], ['ready', ['Hello.']]);
  });

  it('posts once, however often it is pressed, and shows it', async () => {
    const discussion = await opened();
    sandbox.fail({ method: 'POST', path: '/comments', status: 502, effect: 'after' });
    await assert.rejects(discussion.post('Thank you.', me), { kind: 'server' });
    assert.equal(await discussion.post('Thank you.\r\n', me), null, 'the one of before had arrived');
    await discussion.settled();
    assert.deepEqual(bodies(discussion), ['Thank you.']);
  });

  it('calls nothing posted that was said earlier, and says it again when it is meant', async () => {
    await say('parsley-dev', 'Any news?');
    await say('coordinator', 'Any news?');
    await say('parsley-dev', 'Soon.');
    Object.assign(sandbox.store.advisory(spam)!.comments[1]!, { createdAt: '2026-08-12T09:00:00Z' });
    sandbox.recorder.clear();
    const discussion = await opened();
    assert.deepEqual(await discussion.post('Any news?\r\n', me), { there: '2026-08-12T09:00:00Z' });
    assert.equal(posted(), 0);
    sandbox.fail({ method: 'POST', path: '/comments', status: 502, effect: 'after' });
    await assert.rejects(discussion.post('Any news?', me, true), { kind: 'server' });
    assert.equal(await discussion.post('Any news?', me), null, 'this one had arrived, beside the old one');
    await discussion.settled();
    assert.equal(bodies(discussion).filter(body => body === 'Any news?').length, 3);
    // The two of before are old by now.
    assert.notEqual(await discussion.post('Any news?', me), null);
    assert.equal(await discussion.post('Any news?', me, true), null);
    assert.equal(posted(), 2);
  });

  it('takes an older one for its own only after it was sent', async () => {
    await say('coordinator', 'Any news?');
    const discussion = await opened();
    sandbox.fail({ method: 'GET', path: '/comments', status: 502 });
    await assert.rejects(discussion.post('Any news?', me));
    assert.notEqual(await discussion.post('Any news?', me), null);
  });

  it('takes a comment of 65,536 characters, and refuses a longer one before it is sent', async () => {
    const discussion = await opened();
    await discussion.post('x'.repeat(longestComment), me);
    await discussion.settled();
    assert.equal(discussion.state.comments[0]?.body.length, 65_536);
    assert.equal(posted(), 1);
    await assert.rejects(discussion.post('x'.repeat(longestComment + 1), me), {
      kind: 'comment-text',
      message: 'A comment has at most 65,536 characters, and this one has 65,537. Shorten it.',
    });
    await assert.rejects(discussion.post(' \n', me), { message: 'An empty comment is not posted.' });
    assert.equal(posted(), 1);
  });

  it('reads every page, and keeps what it knows when a later page fails', async () => {
    for (let n = 1; n <= 101; n++) await say(n % 2 ? 'parsley-dev' : 'coordinator', `Number ${n}`);
    const discussion = await opened();
    assert.equal(bodies(discussion).length, 101);
    await say('parsley-dev', 'Number 102');
    sandbox.fail({ method: 'GET', path: '/comments', status: 500, skip: 1 });
    await discussion.read();
    assert.deepEqual(
      [discussion.state.kind, discussion.state.problem, bodies(discussion).length],
      ['failed', 'GitHub answered with an error (500). Try again.', 101],
    );
    await discussion.read();
    assert.deepEqual(
      [discussion.state.kind, discussion.state.problem, bodies(discussion).at(-1)],
      ['ready', null, 'Number 102'],
    );
  });

  it('says so when GitHub is silent, and when the session ended', async () => {
    const discussion = await make({ patience: 300 });
    sandbox.fail({ method: 'GET', path: '/comments', kind: 'timeout' });
    await discussion.read();
    assert.deepEqual(
      [discussion.state.kind, discussion.state.problem],
      ['failed', 'GitHub does not answer. Try again.'],
    );
    sandbox.fail({ method: 'GET', path: '/comments', status: 401 });
    await discussion.read();
    assert.deepEqual([discussion.state.kind, expired, log.length], ['failed', 1, 2]);
  });

  it('takes what another part has read, and reads again after what it was asked meanwhile', async () => {
    await say('parsley-dev', 'Hello.');
    const discussion = await make();
    discussion.take(await as('coordinator').advisories.comments(repo, spam));
    assert.deepEqual([discussion.state.kind, bodies(discussion)], ['ready', ['Hello.']]);
    const reading = discussion.read();
    await discussion.post('Thank you.', me);
    await Promise.all([reading, discussion.settled()]);
    assert.deepEqual(bodies(discussion), ['Hello.', 'Thank you.']);
  });

  it('calls a bug of ours one, and does not tell its words', async () => {
    const discussion = await make({
      github: () => Promise.reject(new TypeError('marmalade is not a function')),
    });
    await discussion.read();
    assert.equal(discussion.state.problem, 'This failed inside GHSA Coordinator. The log has the detail.');
  });
});
