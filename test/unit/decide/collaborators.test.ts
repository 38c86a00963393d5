import assert from 'node:assert/strict';
import { addCollaborators } from '../../../src/jobs/decide/index.ts';
import { Desk, is, noteOf, spam, undoOf } from './harness.ts';

describe('collaborators are added', function () {
  this.timeout(30_000);
  const desk = Desk.open();
  const admin = () => desk.parts(spam, 'admin');
  const add = { users: ['Oregano-Core', 'oregano-core', 'nutmeg-core'], teams: ['triagers'] };
  const stored = () => [desk.stored(spam).users, desk.stored(spam).teams];

  it('to those who are there, each once; twice is once', async () => {
    desk.stored(spam).users = ['basil-rm'];
    const seen = await desk.see(spam);
    desk.stored(spam).users.push('NUTMEG-core');
    is(await addCollaborators(admin(), seen, add), 'done');
    is(await addCollaborators(admin(), seen, add), 'there');
    assert.deepEqual(desk.sent(), [
      {
        collaborating_users: ['basil-rm', 'nutmeg-core', 'Oregano-Core'],
        collaborating_teams: ['psrt', 'triagers'],
      },
    ]);
  });

  it('only the list that differs is sent; nobody is nothing', async () => {
    const seen = await desk.see(spam);
    is(await addCollaborators(admin(), seen, { users: [], teams: ['PSRT'] }), 'there');
    is(await addCollaborators(admin(), seen, { users: ['nutmeg-core'], teams: ['psrt'] }), 'done');
    assert.deepEqual(desk.sent(), [{ collaborating_users: ['nutmeg-core'] }]);
  });

  it('undone: those that we added go, if they are there; others stay', async () => {
    desk.stored(spam).users = ['nutmeg-core'];
    const outcome = await addCollaborators(admin(), await desk.see(spam), add);
    desk.stored(spam).users.push('basil-rm');
    is(await undoOf(outcome)(), 'done');
    is(await undoOf(outcome)(), 'there');
    assert.deepEqual(stored(), [['nutmeg-core', 'basil-rm'], ['psrt']]);
    assert.equal(desk.sent().length, 2);
  });

  it('by admins only', async () => {
    is(await addCollaborators(desk.parts(spam), await desk.see(spam), add), 'forbidden');
    assert.deepEqual(stored(), [[], ['psrt']]);
  });

  it('after an answer that never came, the next press finds them', async () => {
    const seen = await desk.see(spam);
    desk.loseAnswer();
    await assert.rejects(addCollaborators(admin(), seen, add), { kind: 'server' });
    is(await addCollaborators(admin(), seen, add), 'there');
    assert.equal(desk.sent().length, 1);
  });

  it('nobody on GitHub is said in its words', async () => {
    const outcome = await addCollaborators(admin(), await desk.see(spam), {
      users: ['nobody-at-all'],
      teams: [],
    });
    assert.match(is(outcome, 'browser').message, /User 'nobody-at-all' not found/);
    assert.deepEqual(stored(), [[], ['psrt']]);
  });

  it('says whom GitHub left out', async () => {
    const { advisories } = desk.github('admin');
    const seen = await desk.see(spam);
    const parts = (left: readonly string[]) =>
      desk.parts(spam, 'admin', {
        update: async (...args) => {
          const answer = await advisories.update(...args);
          return { ...answer, users: answer.users.filter(login => !left.includes(login)) };
        },
      });
    const some = await addCollaborators(parts(['nutmeg-core']), seen, { ...add, teams: [] });
    assert.equal(noteOf(is(some, 'done')), 'GitHub did not add nutmeg-core.');
    desk.stored(spam).users = [];
    const none = await addCollaborators(parts(['nutmeg-core']), seen, { users: ['nutmeg-core'], teams: [] });
    assert.equal(is(none, 'browser').message, 'GitHub did not add nutmeg-core.');
  });

  it('not to what was closed since', async () => {
    const seen = await desk.see(spam);
    desk.stored(spam).state = 'closed';
    is(await addCollaborators(admin(), seen, add), 'changed');
    assert.deepEqual(desk.sent(), []);
  });
});
