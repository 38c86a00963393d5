import assert from 'node:assert/strict';
import { privatePullOf } from '../../../src/ui/port/privatePull.ts';
import { desk, type Desk } from './harness.ts';

const ghsaId = 'GHSA-7q4m-xv2c-93rp';

describe('the private pull request of a port that goes on', function () {
  this.timeout(60_000);
  let at: Desk;
  let privateFork: string;
  before(async () => {
    at = await desk();
    const repo = { owner: 'python', name: 'cpython' };
    privateFork = (await at.tools.github.advisories.get(repo, ghsaId)).privateFork!;
  });
  after(() => at.close());

  const confirmed = { ghsaId, pull: 1, key: 'port-0123' };
  const { key: _, ...begun } = confirmed;

  it('is read where it is there', async () => {
    for (const job of [confirmed, begun]) {
      const pull = await privatePullOf(at.tools.github, { privateFork }, job);
      assert.equal(pull?.number, 1);
      assert.match(pull.htmlUrl, /\/pull\/1$/);
    }
  });

  it('is not needed once the port was confirmed: its fork was deleted with the advisory', async () => {
    assert.equal(await privatePullOf(at.tools.github, { privateFork: null }, confirmed), null);
  });

  it('is not needed then, where the fork is named yet and shows nothing any more', async () => {
    assert.equal(await privatePullOf(at.tools.github, { privateFork }, { ...confirmed, pull: 77 }), null);
    const gone = { privateFork: `${privateFork}-gone` };
    assert.equal(await privatePullOf(at.tools.github, gone, confirmed), null);
  });

  it('is asked for again where GitHub answered nothing', async () => {
    at.sandbox.fail({ path: /\/pulls\/1$/, status: 502, times: 9 });
    await assert.rejects(privatePullOf(at.tools.github, { privateFork }, confirmed), { kind: 'server' });
    at.sandbox.heal();
  });

  it('is needed before: nothing of the port is known but its number', async () => {
    await assert.rejects(privatePullOf(at.tools.github, { privateFork: null }, begun), {
      name: 'JobError',
      message: '93rp has no private fork any more.',
    });
    await assert.rejects(privatePullOf(at.tools.github, { privateFork }, { ...begun, pull: 77 }), {
      kind: 'not-found',
    });
  });
});
