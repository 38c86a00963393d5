import assert from 'node:assert/strict';
import { cveProblem, setCveId } from '../../../src/jobs/decide/index.ts';
import { Desk, ham, is, spam, undoOf } from './harness.ts';

describe('the CVE id is set', function () {
  this.timeout(30_000);
  const desk = Desk.open();
  const id = 'CVE-2026-12345';

  it('only in the form of one, and once among all', async () => {
    const [seen, other] = [await desk.see(ham), await desk.see(spam)];
    const looks = 'Looks like CVE-, four digits, a number.';
    for (const text of [
      '',
      'CVE',
      'CVE-26-12345',
      'CVE-2026-123',
      '2026-12345',
      'CVE-2026-12345 x',
      `${id}\n${id}`,
    ])
      assert.equal(cveProblem(text, seen, []), looks, text);
    for (const text of [id, ' cve-2026-12345 ', 'CVE-1999-0001'])
      assert.equal(cveProblem(text, seen, []), null);
    assert.equal(cveProblem('cve-2026-900417', seen, [seen, other]), 'Used by GHSA 93rp already.');
    assert.equal(cveProblem('CVE-2026-900417', other, [seen, other]), null, 'its own');
  });

  it('in capitals, twice is once, and undone', async () => {
    const seen = await desk.see(ham);
    const outcome = await setCveId(desk.parts(ham), seen, 'cve-2026-12345', []);
    is(outcome, 'done');
    is(await setCveId(desk.parts(ham), seen, id, []), 'there');
    assert.deepEqual(desk.sent(), [{ cve_id: id }]);
    is(await undoOf(outcome)(), 'done');
    is(await undoOf(outcome)(), 'there');
    assert.equal(desk.stored(ham).cveId, null);
  });

  it('in place of another one that was seen, which comes back with the undo', async () => {
    const outcome = await setCveId(desk.parts(spam), await desk.see(spam), id, []);
    is(outcome, 'done');
    is(await undoOf(outcome)(), 'done');
    assert.equal(desk.stored(spam).cveId, 'CVE-2026-900417');
  });

  it('not over what the bot has reserved meanwhile', async () => {
    const seen = await desk.see(ham);
    desk.stored(ham).cveId = 'CVE-2026-900999';
    is(await setCveId(desk.parts(ham), seen, id, []), 'changed');
    assert.deepEqual(desk.sent(), []);
  });

  it('and not undone over another one', async () => {
    const undo = undoOf(await setCveId(desk.parts(ham), await desk.see(ham), id, []));
    desk.stored(ham).cveId = 'CVE-2026-900999';
    is(await undo(), 'changed');
    assert.equal(desk.sent().length, 1);
  });

  it('after an answer that never came, the next press finds it', async () => {
    const seen = await desk.see(ham);
    desk.loseAnswer();
    await assert.rejects(setCveId(desk.parts(ham), seen, id, []), { kind: 'server' });
    is(await setCveId(desk.parts(ham), seen, id, []), 'there');
    assert.equal(desk.sent().length, 1);
  });

  it('not where it was closed, is another’s, is refused or is not kept', async () => {
    const seen = await desk.see(ham);
    const set = (parts = desk.parts(ham), text = id) => setCveId(parts, seen, text, [other]);
    const other = await desk.see(spam);
    assert.equal(
      is(await set(desk.parts(ham), 'CVE-2026-900417'), 'browser').message,
      'Used by GHSA 93rp already.',
    );
    assert.deepEqual(desk.sent(), []);
    desk.sandbox.fail({ method: 'PATCH', status: 422, body: { message: 'CVE ID is taken' } });
    assert.match(is(await set(), 'browser').message, /CVE ID is taken/);
    desk.sandbox.fail({ method: 'PATCH', status: 403, body: { message: 'Forbidden' } });
    is(await set(), 'forbidden');
    is(await set(desk.parts(ham, 'coordinator', { update: async () => seen })), 'browser');
    desk.stored(ham).state = 'closed';
    is(await set(), 'changed');
    assert.equal(desk.stored(ham).cveId, null);
  });
});
