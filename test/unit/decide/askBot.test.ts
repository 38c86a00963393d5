import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import { changeState, takeBackTag } from '../../../src/jobs/decide/index.ts';
import type { Tag } from '../../../src/process/index.ts';
import { Desk, ham, is, noteOf, spam, toast, undoOf } from './harness.ts';

describe('the bot is asked by a tag in the title', function () {
  this.timeout(30_000);
  const desk = Desk.open();
  const ask = (seen: Advisory, tag: Tag, parts = desk.parts(seen.ghsaId)) =>
    changeState(parts, seen, tag === 'ACCEPTED' ? 'accept' : 'close', { way: 'tag', tag });
  const title = (id: string) => desk.stored(id).summary;

  it('by one write after a look; twice is once; then the bot acts', async () => {
    const seen = await desk.see(ham);
    const outcome = is(await ask(seen, 'ACCEPTED'), 'asked');
    assert.deepEqual(
      [outcome.tag, outcome.advisory.title, outcome.advisory.state, noteOf(outcome)],
      ['ACCEPTED', '[ACCEPTED] Ham cookie jar leaks on redirect', 'triage', undefined],
    );
    is(await ask(seen, 'ACCEPTED'), 'asked');
    assert.deepEqual(desk.sent(), [{ summary: '[ACCEPTED] Ham cookie jar leaks on redirect' }]);
    await desk.sandbox.tick();
    is(await ask(seen, 'ACCEPTED'), 'there');
    assert.equal(desk.stored(ham).state, 'draft');
  });

  it('after an answer that never came, the next press finds the tag', async () => {
    const seen = await desk.see(ham);
    desk.loseAnswer();
    await assert.rejects(ask(seen, 'INVALID'), { kind: 'server' });
    assert.equal(is(await ask(seen, 'INVALID'), 'asked').tag, 'INVALID');
    assert.equal(desk.sent().length, 1);
  });

  it('also where the tag that was taken out stood within the title', async () => {
    desk.stored(ham).summary = 'Ham drops [INVALID] marker';
    const seen = await desk.see(ham);
    desk.loseAnswer();
    await assert.rejects(ask(seen, 'ACCEPTED'), { kind: 'server' });
    is(await ask(seen, 'ACCEPTED'), 'asked');
    assert.equal(desk.sent().length, 1);
    assert.equal(title(ham), '[ACCEPTED] Ham drops INVALID marker');
    await desk.sandbox.tick();
    assert.equal(desk.stored(ham).state, 'draft', 'the bot accepts, and does not close');
  });

  it('and says which tag lost its brackets', async () => {
    desk.stored(ham).summary = 'Ham drops [INVALID] marker';
    assert.match(noteOf(await ask(await desk.see(ham), 'ACCEPTED'))!, /^\[INVALID\] stood within the title/);
  });

  it('a tag within the title asks already, which is said', async () => {
    desk.stored(ham).summary = 'Ham drops [INVALID] marker';
    const outcome = is(await ask(await desk.see(ham), 'INVALID'), 'asked');
    assert.deepEqual(desk.sent(), []);
    assert.equal(noteOf(outcome), '[INVALID] stands within the title, and the bot takes it for a request.');
    is(await takeBackTag(desk.parts(ham), await desk.see(ham)), 'done');
    assert.equal(title(ham), 'Ham drops INVALID marker');
  });

  it('what was there already was not sent, and is not undone', async () => {
    const seen = await desk.see(ham);
    const first = is(await ask(seen, 'ACCEPTED'), 'asked');
    const second = is(await ask(await desk.see(ham), 'ACCEPTED'), 'asked');
    assert.deepEqual([first.sent, second.sent, second.undo], [true, false, null]);
  });

  it('the opposite tag goes out, of whatever form and place, and comes back with the undo', async () => {
    desk.stored(ham).summary = '[duplicate] Ham cookie jar [Close]';
    const outcome = is(await ask(await desk.see(ham), 'ACCEPTED'), 'asked');
    assert.equal(title(ham), '[ACCEPTED] Ham cookie jar');
    is(await undoOf(outcome)(), 'done');
    assert.equal(title(ham), '[duplicate] Ham cookie jar [Close]');
  });

  it('another reason to close takes the place of the first', async () => {
    desk.stored(spam).summary = '[CLOSED] Spam';
    is(await ask(await desk.see(spam), 'COMPLETED'), 'asked');
    assert.equal(title(spam), '[COMPLETED] Spam');
  });

  it('a short form of the same tag is enough', async () => {
    desk.stored(ham).summary = '[accept] Ham';
    assert.equal(is(await ask(await desk.see(ham), 'ACCEPTED'), 'asked').tag, 'ACCEPT');
    assert.deepEqual(desk.sent(), []);
  });

  describe('when the title changed between look and act', () => {
    it('to other words: nothing is sent', async () => {
      const seen = await desk.see(ham);
      desk.stored(ham).summary = 'Somebody else’s words';
      const outcome = is(await ask(seen, 'ACCEPTED'), 'changed');
      assert.equal(outcome.at, outcome.advisory.updatedAt);
      assert.deepEqual(desk.sent(), []);
      is(await ask(outcome.advisory, 'ACCEPTED'), 'asked');
    });

    it('by the opposite tag: nothing is sent', async () => {
      const seen = await desk.see(ham);
      desk.stored(ham).summary = `[INVALID] ${seen.title}`;
      is(await ask(seen, 'ACCEPTED'), 'changed');
      assert.deepEqual(desk.sent(), []);
    });

    it('by a tag that asks for the same: the bot is asked, and the colleague’s reason stays', async () => {
      const seen = await desk.see(ham);
      desk.stored(ham).summary = `[DUPLICATE] ${seen.title}`;
      assert.equal(is(await ask(seen, 'INVALID'), 'asked').tag, 'DUPLICATE');
      assert.deepEqual(desk.sent(), []);
    });

    it('since what was asked for was taken back: nothing is sent', async () => {
      const seen = await desk.see(toast);
      desk.stored(toast).summary = 'Toast archive follows links out';
      is(await ask(seen, 'INVALID'), 'changed');
      assert.deepEqual(desk.sent(), []);
    });

    it('or the state did: nothing is sent', async () => {
      const seen = await desk.see(ham);
      desk.stored(ham).state = 'draft';
      is(await ask(seen, 'INVALID'), 'changed');
      assert.deepEqual(desk.sent(), []);
    });
  });

  it('reads the answer: a tag that GitHub dropped is not asked', async () => {
    const seen = await desk.see(ham);
    const parts = desk.parts(ham, 'coordinator', { update: async () => seen });
    assert.match(is(await ask(seen, 'ACCEPTED', parts), 'browser').message, /did not keep \[ACCEPTED\]/);
  });

  it('a title that gets too long is refused by GitHub, and said', async () => {
    desk.stored(ham).summary = 'x'.repeat(1024);
    is(await ask(await desk.see(ham), 'ACCEPTED'), 'browser');
    assert.equal(title(ham).length, 1024);
  });

  it('who may not write is told', async () => {
    const seen = await desk.see(ham);
    desk.sandbox.fail({ method: 'PATCH', status: 403, body: { message: 'Forbidden' } });
    is(await ask(seen, 'ACCEPTED'), 'forbidden');
  });

  describe('undone', () => {
    it('puts the title back, and twice is once', async () => {
      const undo = undoOf(await ask(await desk.see(ham), 'ACCEPTED'));
      is(await undo(), 'done');
      is(await undo(), 'there');
      assert.equal(title(ham), 'Ham cookie jar leaks on redirect');
      assert.equal(desk.sent().length, 2);
    });

    it('not after the bot has acted, nor over somebody’s words', async () => {
      const undo = undoOf(await ask(await desk.see(ham), 'ACCEPTED'));
      desk.stored(ham).summary = '[ACCEPTED] Other words';
      is(await undo(), 'changed');
      await desk.sandbox.tick();
      is(await undo(), 'changed');
      assert.equal(desk.sent().length, 1);
    });
  });

  describe('taken back', () => {
    it('the title is as readers see it, and twice is once', async () => {
      const seen = await desk.see(toast);
      const outcome = await takeBackTag(desk.parts(toast), seen);
      assert.equal(is(outcome, 'done').advisory.title, 'Toast archive follows links out');
      is(await takeBackTag(desk.parts(toast), seen), 'there');
      await desk.sandbox.tick();
      assert.equal(desk.stored(toast).state, 'triage');
      assert.equal(desk.sent().length, 1);
    });

    it('and undone', async () => {
      const outcome = await takeBackTag(desk.parts(toast), await desk.see(toast));
      is(await undoOf(outcome)(), 'done');
      assert.equal(title(toast), '[ACCEPTED] Toast archive follows links out');
    });

    it('two tags at once', async () => {
      desk.stored(toast).summary = '[ACCEPTED] [CLOSED] Toast';
      is(await takeBackTag(desk.parts(toast), await desk.see(toast)), 'done');
      assert.equal(title(toast), 'Toast');
    });

    it('after an answer that never came, the next press finds it', async () => {
      const seen = await desk.see(toast);
      desk.loseAnswer();
      await assert.rejects(takeBackTag(desk.parts(toast), seen), { kind: 'server' });
      is(await takeBackTag(desk.parts(toast), seen), 'there');
    });

    it('not when the bot was faster, nor another request, nor other words', async () => {
      const seen = await desk.see(toast);
      desk.stored(toast).summary = '[INVALID] Toast archive follows links out';
      is(await takeBackTag(desk.parts(toast), seen), 'changed');
      desk.stored(toast).summary = '[ACCEPTED] Other words';
      is(await takeBackTag(desk.parts(toast), seen), 'changed');
      await desk.sandbox.tick();
      is(await takeBackTag(desk.parts(toast), seen), 'changed');
      assert.deepEqual(desk.sent(), []);
    });

    it('a tag that is left over asks for nothing', async () => {
      desk.stored(spam).summary = '[ACCEPTED] Spam';
      is(await takeBackTag(desk.parts(spam), await desk.see(spam)), 'there');
      assert.deepEqual(desk.sent(), []);
    });

    it('a title of nothing but a tag is not emptied', async () => {
      desk.stored(toast).summary = '[ACCEPTED]';
      is(await takeBackTag(desk.parts(toast), await desk.see(toast)), 'browser');
      assert.deepEqual(desk.sent(), []);
    });
  });
});
