import assert from 'node:assert/strict';
import { createAdvisory, type NewReport } from '../../../src/jobs/decide/index.ts';
import { Desk, repo } from './harness.ts';

const report: NewReport = {
  title: 'Salad bowl has a hole',
  description: 'The tin flamingo looks through it.',
  reporter: 'parsley-dev',
};

describe('a new advisory', function () {
  this.timeout(30_000);
  const desk = Desk.open();
  const create = (change: Partial<NewReport> = {}, who: 'admin' | 'coordinator' = 'admin') =>
    createAdvisory(
      { github: desk.github(who), repo, login: who === 'admin' ? 'Sage-Admin' : 'octo-coordinator' },
      { ...report, ...change },
    );

  it('is a draft that credits the reporter; twice is once', async () => {
    const made = await create();
    assert.ok(made.kind === 'done');
    assert.deepEqual(
      [made.advisory.state, made.advisory.title, made.advisory.credits, made.note],
      ['draft', report.title, [{ login: 'parsley-dev', type: 'reporter' }], undefined],
    );
    const again = await create();
    assert.ok(again.kind === 'there');
    assert.equal(again.advisory.ghsaId, made.advisory.ghsaId);
    assert.equal(desk.sent().length, 1);
  });

  it('is found after an answer that never came', async () => {
    desk.sandbox.fail({ method: 'POST', path: '/security-advisories', status: 502, effect: 'after' });
    await assert.rejects(create(), { kind: 'server' });
    assert.equal((await create()).kind, 'there');
    assert.equal(desk.sent().length, 1);
  });

  it('is another one with the same subject and another text; white space makes no other text', async () => {
    await create();
    assert.equal((await create({ description: 'It is round.' })).kind, 'done');
    assert.equal(
      (await create({ description: ` ${report.description.replace(' ', '\r\n')}\n` })).kind,
      'there',
    );
    assert.equal(desk.sent().length, 2);
  });

  it('is none that somebody else opened', async () => {
    await create();
    desk.sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    assert.equal((await create({}, 'coordinator')).kind, 'done');
  });

  it('carries no tag, whatever the subject of the mail was', async () => {
    const made = await create({ title: '[INVALID] Salad bowl [closed] has a hole' });
    assert.ok(made.kind === 'done');
    assert.equal(made.advisory.title, 'Salad bowl has a hole');
    assert.equal((await create({ title: '[accepted] Salad bowl has a hole' })).kind, 'there');
  });

  it('credits nobody where GitHub does not know the reporter, and says so', async () => {
    const made = await create({ reporter: 'nobody-at-all' });
    assert.ok(made.kind === 'done');
    assert.deepEqual([made.advisory.credits, made.note], [[], 'GitHub does not credit nobody-at-all.']);
    assert.equal((await create({ reporter: null })).kind, 'there');
  });

  it('is for admins only', async () => {
    assert.deepEqual(await create({}, 'coordinator'), { kind: 'forbidden' });
  });
});
