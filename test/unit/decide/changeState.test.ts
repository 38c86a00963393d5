import assert from 'node:assert/strict';
import { changeState, type How } from '../../../src/jobs/decide/index.ts';
import { bread, Desk, ham, is, noteOf, repo, spam, tofu, undoOf } from './harness.ts';

const patch: How = { way: 'patch' };

describe('a state is changed by an admin', function () {
  this.timeout(30_000);
  const desk = Desk.open();
  const admin = (id: string) => desk.parts(id, 'admin');

  it('accepts, by one write after a look; twice is once; nothing goes back to triage', async () => {
    const seen = await desk.see(ham);
    const outcome = is(await changeState(admin(ham), seen, 'accept', patch), 'done');
    assert.deepEqual([outcome.advisory.state, outcome.undo], ['draft', null]);
    is(await changeState(admin(ham), seen, 'accept', patch), 'there');
    assert.deepEqual(desk.sent(), [{ state: 'draft' }]);
  });

  for (const [change, id] of [
    ['accept', ham],
    ['close', spam],
    ['reopen', tofu],
  ] as const) {
    it(`${change}: after an answer that never came, the next press finds it`, async () => {
      const seen = await desk.see(id);
      desk.loseAnswer();
      await assert.rejects(changeState(admin(id), seen, change, patch), { kind: 'server' });
      is(await changeState(admin(id), seen, change, patch), 'there');
      assert.equal(desk.sent().length, 1);
    });

    it(`${change}: a failure before the effect leaves it to the next press`, async () => {
      const seen = await desk.see(id);
      desk.sandbox.fail({ method: 'PATCH', kind: 'reset' });
      await assert.rejects(changeState(admin(id), seen, change, patch), { kind: 'offline' });
      is(await changeState(admin(id), seen, change, patch), 'done');
    });

    it(`${change}: a member may not, and nothing is changed`, async () => {
      const seen = await desk.see(id);
      is(await changeState(desk.parts(id), seen, change, patch), 'forbidden');
      assert.deepEqual(await desk.see(id), seen);
    });

    it(`${change}: nothing is sent where the title has other words now`, async () => {
      const seen = await desk.see(id);
      desk.stored(id).summary = 'Something else';
      const outcome = is(await changeState(admin(id), seen, change, patch), 'changed');
      assert.equal(outcome.at, desk.stored(id).updatedAt);
      assert.deepEqual(desk.sent(), []);
    });

    it(`${change}: nothing is sent where it has another state now`, async () => {
      const seen = await desk.see(id);
      Object.assign(desk.stored(id), { state: 'published' });
      is(await changeState(admin(id), seen, change, patch), 'changed');
      assert.deepEqual(desk.sent(), []);
    });

    it(`${change}: what GitHub refuses is left to its page`, async () => {
      const seen = await desk.see(id);
      desk.sandbox.fail({ method: 'PATCH', status: 422, body: { message: 'Invalid state transition' } });
      const { message } = is(await changeState(admin(id), seen, change, patch), 'browser');
      assert.match(message, /^GitHub does not (accept|close|reopen) this advisory from here\./);
      assert.deepEqual(await desk.see(id), seen);
    });
  }

  it('a closed one is closed, whoever did it', async () => {
    is(await changeState(admin(bread), await desk.see(bread), 'close', patch), 'there');
    const seen = await desk.see(ham);
    desk.stored(ham).state = 'closed';
    is(await changeState(admin(ham), seen, 'close', patch), 'there');
    is(await changeState(desk.parts(ham), seen, 'close', { way: 'tag', tag: 'INVALID' }), 'there');
    assert.deepEqual(desk.sent(), []);
  });

  it('says that GitHub did not do what it was asked', async () => {
    const seen = await desk.see(ham);
    const parts = desk.parts(ham, 'admin', { setState: async () => seen });
    is(await changeState(parts, seen, 'accept', patch), 'browser');
  });

  describe('closed', () => {
    it('and undone, from draft', async () => {
      const outcome = await changeState(admin(spam), await desk.see(spam), 'close', patch);
      assert.equal(desk.stored(spam).state, 'closed');
      const undo = undoOf(outcome);
      is(await undo(), 'done');
      is(await undo(), 'there');
      assert.equal(desk.stored(spam).state, 'draft');
      assert.equal(desk.sent().length, 2);
    });

    it('in triage there is no undo: a draft would get a CVE id by the bot', async () => {
      const outcome = is(await changeState(admin(ham), await desk.see(ham), 'close', patch), 'done');
      assert.equal(outcome.undo, null);
    });

    it('is not undone where GitHub does not reopen, or somebody changed it', async () => {
      const undo = undoOf(await changeState(admin(spam), await desk.see(spam), 'close', patch));
      desk.sandbox.knobs({ reopen: false });
      assert.match(is(await undo(), 'browser').message, /reopen/);
      desk.stored(spam).summary = 'Something else';
      is(await undo(), 'changed');
    });
  });

  describe('a tag that asks the bot for the opposite', () => {
    it('goes with the state, in one write, and comes back with the undo', async () => {
      const outcome = await changeState(admin(tofu), await desk.see(tofu), 'reopen', patch);
      assert.equal(is(outcome, 'done').advisory.title, 'Tofu lexer overflow');
      assert.deepEqual(desk.sent(), [{ state: 'draft', summary: 'Tofu lexer overflow' }]);
      await desk.sandbox.tick();
      assert.equal(desk.stored(tofu).state, 'draft', 'the bot does not close it again');
    });

    it('comes back with the undo', async () => {
      const outcome = await changeState(admin(tofu), await desk.see(tofu), 'reopen', patch);
      is(await undoOf(outcome)(), 'done');
      assert.deepEqual(
        [desk.stored(tofu).state, desk.stored(tofu).summary],
        ['closed', '[COMPLETED] Tofu lexer overflow'],
      );
    });

    it('stays where GitHub does not reopen', async () => {
      desk.sandbox.knobs({ reopen: false });
      is(await changeState(admin(tofu), await desk.see(tofu), 'reopen', patch), 'browser');
      assert.equal(desk.stored(tofu).summary, '[COMPLETED] Tofu lexer overflow');
    });

    it('goes when it is accepted all the same', async () => {
      desk.stored(ham).summary = '[INVALID] Ham cookie jar';
      is(await changeState(admin(ham), await desk.see(ham), 'accept', patch), 'done');
      assert.deepEqual(desk.sent(), [{ state: 'draft', summary: 'Ham cookie jar' }]);
    });

    it('loses its brackets within the title, which is said without a word of the title', async () => {
      desk.stored(ham).summary = 'Ham drops [INVALID] marker';
      const outcome = await changeState(admin(ham), await desk.see(ham), 'accept', patch);
      assert.equal(is(outcome, 'done').advisory.title, 'Ham drops INVALID marker');
      assert.match(noteOf(outcome)!, /^\[INVALID\] stood within the title/);
      assert.ok(!/Ham|marker/.test(noteOf(outcome)!));
    });

    it('that appeared since it was seen is somebody’s decision: nothing is sent', async () => {
      for (const [change, summary] of [
        ['accept', '[INVALID] Ham cookie jar leaks on redirect'],
        ['close', '[ACCEPTED] Ham cookie jar leaks on redirect'],
      ] as const) {
        const seen = { ...(await desk.see(ham)), title: 'Ham cookie jar leaks on redirect' };
        desk.stored(ham).summary = summary;
        is(await changeState(admin(ham), seen, change, patch), 'changed');
      }
      assert.deepEqual(desk.sent(), []);
    });

    it('does not count where it asks for the same', async () => {
      const seen = await desk.see(ham);
      desk.stored(ham).summary = `[ACCEPTED] ${seen.title}`;
      is(await changeState(admin(ham), seen, 'accept', patch), 'done');
      assert.deepEqual(desk.sent(), [{ state: 'draft' }]);
    });

    it('on a draft means that it is not accepted yet', async () => {
      desk.stored(spam).summary = '[CLOSED] Spam';
      const seen = await desk.see(spam);
      is(await changeState(admin(spam), seen, 'accept', patch), 'done');
      assert.deepEqual([desk.stored(spam).state, desk.stored(spam).summary], ['draft', 'Spam']);
      is(await changeState(admin(spam), await desk.see(spam), 'reopen', patch), 'there');
    });
  });

  it('the bot reopens nothing, and accepts no draft', async () => {
    const tag: How = { way: 'tag', tag: 'ACCEPTED' };
    is(await changeState(desk.parts(bread), await desk.see(bread), 'reopen', tag), 'browser');
    is(await changeState(desk.parts(bread), await desk.see(bread), 'accept', tag), 'browser');
    assert.deepEqual(desk.sent(), []);
  });

  it('what GitHub does not show is an error with a sentence', async () => {
    const seen = await desk.see(ham);
    await assert.rejects(changeState(desk.parts(ham, 'dill-outsider'), seen, 'close', patch), {
      kind: 'not-found',
    });
    assert.equal((await desk.github('admin').advisories.get(repo, ham)).state, 'triage');
  });
});
