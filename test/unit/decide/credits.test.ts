import assert from 'node:assert/strict';
import { handOver, recordCredit, volunteer } from '../../../src/jobs/decide/index.ts';
import { withWishes } from '../../../src/jobs/decide/credits.ts';
import type { Credit } from '../../../src/advisory/model.ts';
import { butter, Desk, is, noteOf, repo, spam, undoOf } from './harness.ts';

describe('credits are replaced whole, and nobody else’s is lost', function () {
  this.timeout(30_000);
  const desk = Desk.open();

  describe('volunteer', () => {
    it('credits us beside everybody else, by one write after a look', async () => {
      const seen = await desk.see(butter);
      desk.sandbox.recorder.clear();
      const { advisory } = is(await volunteer(desk.parts(butter), seen), 'done');
      assert.deepEqual(desk.credits(butter), ['parsley-dev reporter', 'octo-coordinator coordinator']);
      assert.deepEqual(
        advisory.credits.map(({ login }) => login),
        ['parsley-dev', 'octo-coordinator'],
      );
      assert.deepEqual(
        desk.sandbox.recorder.requests.map(({ method }) => method),
        ['GET', 'PATCH'],
      );
      assert.deepEqual(Object.keys(desk.sent()[0] as object), ['credits']);
    });

    it('twice is once', async () => {
      const seen = await desk.see(butter);
      await volunteer(desk.parts(butter), seen);
      is(await volunteer(desk.parts(butter), seen), 'there');
      assert.equal(desk.sent().length, 1);
    });

    it('after an answer that never came, the next press finds it', async () => {
      const seen = await desk.see(butter);
      desk.loseAnswer();
      await assert.rejects(volunteer(desk.parts(butter), seen), { kind: 'server' });
      is(await volunteer(desk.parts(butter), seen), 'there');
      assert.equal(desk.sent().length, 1);
    });

    it('keeps what somebody added since it was seen, whatever it is', async () => {
      const seen = await desk.see(butter);
      desk.stored(butter).credits.push({ login: 'oregano-core', type: 'sponsor' });
      await volunteer(desk.parts(butter), seen);
      assert.deepEqual(desk.credits(butter), [
        'parsley-dev reporter',
        'oregano-core sponsor',
        'octo-coordinator coordinator',
      ]);
    });

    it('sends a kind of credit that we do not know as it came', async () => {
      const sent: (readonly Credit[] | undefined)[] = [];
      const { advisories } = desk.github();
      const strange = { login: 'oregano-core', type: 'witness' } as unknown as Credit;
      const parts = desk.parts(butter, 'coordinator', {
        get: async (...args) => {
          const found = await advisories.get(...args);
          return { ...found, credits: [strange, ...found.credits] };
        },
        update: async (_repo, _id, { credits = [] }) => {
          sent.push(credits);
          return { ...seen, credits };
        },
      });
      const seen = await desk.see(butter);
      is(await volunteer(parts, seen), 'done');
      assert.deepEqual(
        sent[0]?.map(({ login, type }) => `${login} ${type}`),
        ['oregano-core witness', 'parsley-dev reporter', 'octo-coordinator coordinator'],
      );
    });

    it('leaves it to who was faster', async () => {
      const seen = await desk.see(butter);
      desk.stored(butter).credits.push({ login: 'nutmeg-core', type: 'coordinator' });
      const outcome = is(await volunteer(desk.parts(butter), seen), 'changed');
      assert.equal(outcome.at, outcome.advisory.updatedAt);
      assert.deepEqual(desk.sent(), []);
      is(await volunteer(desk.parts(butter), outcome.advisory), 'done');
      assert.equal(desk.credits(butter).length, 3, 'asked again with both in view, both coordinate');
    });

    it('leaves what was closed since', async () => {
      const seen = await desk.see(butter);
      desk.stored(butter).state = 'closed';
      is(await volunteer(desk.parts(butter), seen), 'changed');
      assert.deepEqual(desk.sent(), []);
    });

    it('takes the one credit that a person has at GitHub, says so, and gives it back', async () => {
      desk.stored(butter).credits.unshift({ login: 'OCTO-coordinator', type: 'remediation_developer' });
      const outcome = await volunteer(desk.parts(butter), await desk.see(butter));
      assert.deepEqual(desk.credits(butter), ['OCTO-coordinator coordinator', 'parsley-dev reporter']);
      assert.equal(
        noteOf(is(outcome, 'done')),
        'You were credited as remediation developer before: GitHub keeps one credit for each person.',
      );
      is(await undoOf(outcome)(), 'done');
      assert.deepEqual(desk.credits(butter), [
        'OCTO-coordinator remediation_developer',
        'parsley-dev reporter',
      ]);
    });

    it('reads a list that is null as what GitHub tells of the credits, or as empty', async () => {
      Object.assign(desk.stored(butter), { credits: [], nullCredits: true });
      is(await volunteer(desk.parts(butter), await desk.see(butter)), 'done');
      assert.deepEqual(desk.credits(butter), ['octo-coordinator coordinator']);
    });

    it('writes beside the credit of a deleted account', async () => {
      desk.stored(butter).credits.push({ login: 'thyme-gone', type: 'finder' });
      is(await volunteer(desk.parts(butter), await desk.see(butter)), 'done');
      assert.ok(desk.credits(butter).includes('parsley-dev reporter'));
      assert.ok(desk.credits(butter).includes('octo-coordinator coordinator'));
    });

    it('is refused by GitHub where it is not ours', async () => {
      const { advisories } = desk.github();
      const seen = await desk.see(butter);
      desk.sandbox.fail({ method: 'PATCH', status: 403, body: { message: 'Forbidden' } });
      const outcome = is(await volunteer(desk.parts(butter), seen), 'forbidden');
      assert.equal(outcome.advisory.ghsaId, butter);
      assert.deepEqual((await advisories.get(repo, butter)).credits, seen.credits);
    });

    it('says which credit GitHub dropped, and that ours is not there when it is not', async () => {
      const { advisories } = desk.github();
      const seen = await desk.see(butter);
      const dropping = (login: string) =>
        desk.parts(butter, 'coordinator', {
          update: async (...args) => {
            const answer = await advisories.update(...args);
            return { ...answer, credits: answer.credits.filter(credit => credit.login !== login) };
          },
        });
      const outcome = await volunteer(dropping('parsley-dev'), seen);
      assert.equal(noteOf(is(outcome, 'done')), 'GitHub dropped the credit of parsley-dev.');
      await undoOf(outcome)();
      assert.match(
        is(await volunteer(dropping('octo-coordinator'), seen), 'browser').message,
        /^GitHub dropped the credit of octo-coordinator\. /,
      );
    });

    it('is stopped by its signal before anything is sent', async () => {
      const stop = new AbortController();
      const seen = await desk.see(butter);
      const { advisories } = desk.github();
      const parts = desk.parts(butter, 'coordinator', {
        get: async (...args) => {
          const found = await advisories.get(...args);
          stop.abort();
          return found;
        },
      });
      await assert.rejects(volunteer({ ...parts, signal: stop.signal }, seen), { kind: 'cancelled' });
      assert.deepEqual(desk.sent(), []);
    });

    describe('undone', () => {
      it('takes out ours only, and twice is once', async () => {
        const undo = undoOf(await volunteer(desk.parts(butter), await desk.see(butter)));
        desk.stored(butter).credits.push({ login: 'nutmeg-core', type: 'analyst' });
        is(await undo(), 'done');
        is(await undo(), 'there');
        assert.deepEqual(desk.credits(butter), ['parsley-dev reporter', 'nutmeg-core analyst']);
        assert.equal(desk.sent().length, 2);
      });

      it('works after the signal of the deed is over', async () => {
        const stop = new AbortController();
        const parts = { ...desk.parts(butter), signal: stop.signal };
        const undo = undoOf(await volunteer(parts, await desk.see(butter)));
        stop.abort();
        is(await undo(), 'done');
      });

      it('leaves what is not as we left it', async () => {
        const undo = undoOf(await volunteer(desk.parts(butter), await desk.see(butter)));
        desk.stored(butter).credits[1] = { login: 'octo-coordinator', type: 'analyst' };
        is(await undo(), 'changed');
        assert.equal(desk.sent().length, 1);
      });
    });
  });

  describe('hand over', () => {
    it('replaces ours; the reporter and the others stay', async () => {
      desk.stored(spam).credits.push({ login: 'oregano-core', type: 'remediation_developer' });
      const outcome = await handOver(desk.parts(spam), await desk.see(spam), 'Parsley-Core');
      is(outcome, 'done');
      assert.deepEqual(desk.credits(spam), [
        'parsley-dev reporter',
        'oregano-core remediation_developer',
        'parsley-core coordinator',
      ]);
      is(await undoOf(outcome)(), 'done');
      assert.deepEqual([...desk.credits(spam)].sort(), [
        'octo-coordinator coordinator',
        'oregano-core remediation_developer',
        'parsley-dev reporter',
      ]);
    });

    it('leaves the other of two coordinators', async () => {
      desk.stored(spam).credits.push({ login: 'nutmeg-core', type: 'coordinator' });
      const seen = await desk.see(spam);
      is(await handOver(desk.parts(spam), seen, 'parsley-core'), 'done');
      assert.deepEqual(desk.credits(spam), [
        'parsley-dev reporter',
        'nutmeg-core coordinator',
        'parsley-core coordinator',
      ]);
      is(await handOver(desk.parts(spam), seen, 'parsley-core'), 'there');
      assert.equal(desk.sent().length, 1);
    });

    it('to the other one: only ours goes', async () => {
      desk.stored(spam).credits.push({ login: 'nutmeg-core', type: 'coordinator' });
      is(await handOver(desk.parts(spam), await desk.see(spam), 'nutmeg-core'), 'done');
      assert.deepEqual(desk.credits(spam), ['parsley-dev reporter', 'nutmeg-core coordinator']);
    });

    it('an admin who coordinates nothing replaces those who do, or those who are named', async () => {
      desk.stored(spam).credits.push({ login: 'nutmeg-core', type: 'coordinator' });
      const seen = await desk.see(spam);
      const admin = desk.parts(spam, 'admin');
      is(await handOver(admin, seen, 'parsley-core', ['NUTMEG-core']), 'done');
      assert.deepEqual(desk.credits(spam), [
        'parsley-dev reporter',
        'octo-coordinator coordinator',
        'parsley-core coordinator',
      ]);
      is(await handOver(admin, await desk.see(spam), 'basil-rm'), 'done');
      assert.deepEqual(desk.credits(spam), ['parsley-dev reporter', 'basil-rm coordinator']);
    });

    it('what nobody has is given away too, unless somebody took it', async () => {
      const seen = await desk.see(butter);
      desk.stored(butter).credits.push({ login: 'nutmeg-core', type: 'coordinator' });
      is(await handOver(desk.parts(butter), seen, 'parsley-core'), 'changed');
      desk.stored(butter).credits.pop();
      is(await handOver(desk.parts(butter), seen, 'parsley-core'), 'done');
      assert.equal(desk.sent().length, 1);
    });

    it('is left when ours was replaced by somebody in between', async () => {
      const seen = await desk.see(spam);
      desk.stored(spam).credits[1] = { login: 'nutmeg-core', type: 'coordinator' };
      is(await handOver(desk.parts(spam), seen, 'parsley-core'), 'changed');
      assert.deepEqual(desk.sent(), []);
    });

    it('takes another credit of who takes over, and says so', async () => {
      desk.stored(spam).credits.push({ login: 'parsley-core', type: 'analyst' });
      const outcome = await handOver(desk.parts(spam), await desk.see(spam), 'parsley-core');
      assert.equal(
        noteOf(is(outcome, 'done')),
        'parsley-core was credited as analyst before: GitHub keeps one credit for each person.',
      );
      assert.deepEqual(desk.credits(spam), ['parsley-dev reporter', 'parsley-core coordinator']);
    });

    it('to nobody on GitHub is a sentence, and nothing is sent', async () => {
      await assert.rejects(handOver(desk.parts(spam), await desk.see(spam), 'nobody-at-all'), {
        kind: 'not-found',
        message: 'GitHub has no account nobody-at-all. Nothing was sent.',
      });
      assert.deepEqual(desk.sent(), []);
    });

    it('cut off after the effect, the next press finds it', async () => {
      const seen = await desk.see(spam);
      desk.loseAnswer();
      await assert.rejects(handOver(desk.parts(spam), seen, 'parsley-core'), { kind: 'server' });
      is(await handOver(desk.parts(spam), seen, 'parsley-core'), 'there');
      assert.equal(desk.sent().length, 1);
    });

    it('undone only while it is as it was left', async () => {
      const undo = undoOf(await handOver(desk.parts(spam), await desk.see(spam), 'parsley-core'));
      await handOver(desk.parts(spam, 'admin'), await desk.see(spam), 'nutmeg-core');
      is(await undo(), 'changed');
      assert.deepEqual(desk.credits(spam), ['parsley-dev reporter', 'nutmeg-core coordinator']);
    });
  });

  describe('the reporter’s answer about credit', () => {
    it('credits them once, and takes it back', async () => {
      desk.stored(spam).credits.shift();
      const seen = await desk.see(spam);
      const outcome = await recordCredit(desk.parts(spam), seen, 'credit', 'parsley-dev');
      assert.equal(noteOf(is(outcome, 'done')), undefined);
      is(await recordCredit(desk.parts(spam), seen, 'credit', 'PARSLEY-dev'), 'there');
      assert.deepEqual(desk.credits(spam), ['octo-coordinator coordinator', 'parsley-dev reporter']);
      is(await undoOf(outcome)(), 'done');
      assert.deepEqual(desk.credits(spam), ['octo-coordinator coordinator']);
    });

    it('takes their credit and no other', async () => {
      desk.stored(spam).credits.push({ login: 'nutmeg-core', type: 'reporter' });
      const seen = await desk.see(spam);
      const outcome = await recordCredit(desk.parts(spam), seen, 'no-credit', 'parsley-dev');
      is(outcome, 'done');
      is(await recordCredit(desk.parts(spam), seen, 'no-credit', 'parsley-dev'), 'there');
      assert.deepEqual(desk.credits(spam), ['octo-coordinator coordinator', 'nutmeg-core reporter']);
      is(await undoOf(outcome)(), 'done');
      assert.ok(desk.credits(spam).includes('parsley-dev reporter'));
    });

    it('moves it to another account of theirs', async () => {
      const seen = await desk.see(spam);
      const record = () => recordCredit(desk.parts(spam), seen, 'credit', 'dill-outsider', 'parsley-dev');
      is(await record(), 'done');
      is(await record(), 'there');
      assert.deepEqual(desk.credits(spam), ['octo-coordinator coordinator', 'dill-outsider reporter']);
      assert.equal(desk.sent().length, 1);
    });

    it('leaves another credit that they have, and says which', async () => {
      desk.stored(spam).credits[0] = { login: 'parsley-dev', type: 'finder' };
      const seen = await desk.see(spam);
      assert.match(
        noteOf(is(await recordCredit(desk.parts(spam), seen, 'credit', 'parsley-dev'), 'there'))!,
        /credited as finder/,
      );
      is(await recordCredit(desk.parts(spam), seen, 'no-credit', 'parsley-dev'), 'done');
      assert.deepEqual(desk.credits(spam), ['octo-coordinator coordinator']);
    });

    it('leaves a credit for other work to who wants none for the report', async () => {
      desk.stored(spam).credits[0] = { login: 'parsley-dev', type: 'remediation_developer' };
      const seen = await desk.see(spam);
      const outcome = is(await recordCredit(desk.parts(spam), seen, 'no-credit', 'parsley-dev'), 'there');
      assert.equal(noteOf(outcome), 'parsley-dev stays credited as remediation developer.');
      assert.deepEqual(desk.sent(), []);
    });

    it('never takes a coordinator away', async () => {
      const seen = await desk.see(spam);
      const outcome = await recordCredit(desk.parts(spam), seen, 'no-credit', 'octo-coordinator');
      assert.equal(noteOf(is(outcome, 'there')), 'octo-coordinator stays credited as coordinator.');
      is(await recordCredit(desk.parts(spam), seen, 'credit', 'octo-coordinator'), 'there');
      is(await recordCredit(desk.parts(spam), seen, 'credit', 'dill-outsider', 'octo-coordinator'), 'done');
      assert.equal(desk.credits(spam).length, 3);
    });

    it('for nobody on GitHub is said in GitHub’s words, and nothing is lost', async () => {
      const seen = await desk.see(spam);
      const outcome = await recordCredit(desk.parts(spam), seen, 'credit', 'nobody-at-all');
      assert.match(is(outcome, 'browser').message, /User 'nobody-at-all' not found/);
      assert.deepEqual(desk.credits(spam), ['parsley-dev reporter', 'octo-coordinator coordinator']);
    });

    it('is left out of what was closed since', async () => {
      desk.stored(spam).credits.shift();
      const seen = await desk.see(spam);
      desk.stored(spam).state = 'closed';
      is(await recordCredit(desk.parts(spam), seen, 'credit', 'parsley-dev'), 'changed');
      assert.deepEqual(desk.sent(), []);
    });
  });

  it('makes one entry of several of one person, and keeps the several of others', () => {
    const credits: Credit[] = [
      { login: 'sage-admin', type: 'finder' },
      { login: 'basil-rm', type: 'analyst' },
      { login: 'Sage-Admin', type: 'tool' },
      { login: 'basil-rm', type: 'tool' },
    ];
    assert.deepEqual(withWishes(credits, [{ login: 'sage-ADMIN', type: 'coordinator' }]), [
      { login: 'sage-admin', type: 'coordinator' },
      credits[1],
      credits[3],
    ]);
    assert.deepEqual(withWishes(credits, [{ login: 'sage-admin', type: null }]), [credits[1], credits[3]]);
    assert.deepEqual(withWishes([], [{ login: 'sage-admin', type: null }]), []);
  });
});
