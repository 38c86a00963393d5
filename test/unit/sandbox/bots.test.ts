import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { client, repo } from './harness.ts';

describe('the bots of the sandbox', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  const advisory = (id: string) => sandbox.store.advisory(id)!;
  const retitle = (id: string, summary: string) =>
    client(sandbox, 'coordinator')(`PATCH ${repo}/security-advisories/${id}`, { body: { summary } });

  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.stop());

  it('accept by the tag, reserve a CVE id, make the fork; the tag stays', async () => {
    const id = 'GHSA-w5x6-c7f8-g9h2';
    await retitle(id, 'Pickle [accept] runs');
    assert.equal(advisory(id).state, 'triage');
    await sandbox.tick();
    const { state, cveId, fork, summary } = advisory(id);
    assert.deepEqual(
      [state, fork, summary],
      ['draft', `python/cpython-${id.toLowerCase()}`, 'Pickle [accept] runs'],
    );
    assert.match(cveId!, /^CVE-\d{4}-\d{4,}$/);
    assert.equal((await client(sandbox, 'coordinator')(`GET /repos/${fork}/branches`)).status, 200);
    await sandbox.tick();
    assert.equal(advisory(id).cveId, cveId, 'once');
  });

  for (const tag of ['CLOSE', 'closed', 'COMPLETE', 'Completed', 'NOTPLANNED', 'INVALID', 'DUPLICATE']) {
    it(`close at [${tag}], and do nothing else then`, async () => {
      const id = 'GHSA-p3q4-r5v6-w7x8';
      advisory(id).summary = `[${tag}] [ACCEPTED] Butter`;
      await sandbox.tick();
      const { state, fork, cveId } = advisory(id);
      assert.deepEqual([state, fork, cveId], ['closed', null, null]);
    });
  }

  it('leave an advisory without a tag, and one that is over, as they are', async () => {
    const before = ['GHSA-p3q4-r5v6-w7x8', 'GHSA-v2w3-x4c5-f6g7'].map(id => structuredClone(advisory(id)));
    await sandbox.tick();
    assert.deepEqual(
      before.map(({ ghsaId }) => advisory(ghsaId)),
      before,
    );
  });

  it('reserve CVE ids for CPython only', async () => {
    const id = 'GHSA-q2r3-v4w5-x6c7';
    advisory(id).summary = '[ACCEPTED] Wheel';
    await sandbox.tick();
    assert.deepEqual([advisory(id).state, advisory(id).cveId], ['draft', null]);
    assert.equal(advisory(id).fork, `pypa/pip-${id.toLowerCase()}`);
  });

  it('link issue and pull request in both texts, once', async () => {
    const member = client(sandbox, 'coordinator');
    const issue = await member(`POST ${repo}/issues`, {
      body: { title: 'Spam', body: 'Text of the issue.' },
    });
    const number = issue.json<{ number: number }>().number;
    const main = sandbox.store.repo('python/cpython')!;
    const { addPull } = await import('../../../src/sandbox/routes/pulls.ts');
    const pull = await addPull({ store: sandbox.store }, main, main, {
      title: `gh-${number}: Spam`,
      body: 'Text of the pull request.',
      author: 'octo-coordinator',
      ref: '3.15',
      base: 'main',
    });
    await sandbox.tick();
    const texts = () => [pull.body, main.issues.get(number)!.body];
    const linked = texts();
    assert.equal(
      linked[0],
      `Text of the pull request.\n\n<!-- gh-issue-number: gh-${number} -->\n* Issue: gh-${number}\n<!-- /gh-issue-number -->`,
    );
    assert.equal(
      linked[1],
      `Text of the issue.\n\n<!-- gh-linked-prs -->\n### Linked PRs\n* gh-${pull.number}\n<!-- /gh-linked-prs -->`,
    );
    await sandbox.tick();
    assert.deepEqual(texts(), linked);
  });
});
