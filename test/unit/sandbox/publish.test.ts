import assert from 'node:assert/strict';
import { git } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed, client } from './harness.ts';

const pantry = '/repos/hobby/pantry/security-advisories/GHSA-p4v7-x2m9-q8rc';

describe('projects that are no CPython', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let admin: ReturnType<typeof client>;
  const advisory = () => sandbox.store.advisory('GHSA-p4v7-x2m9-q8rc')!;

  beforeEach(async () => {
    sandbox = await startSandbox();
    admin = client(sandbox, 'coordinator');
  });
  afterEach(() => sandbox.stop());

  it('an admin asks GitHub for a CVE id, which comes later', async () => {
    sandbox.role('parsley-dev', 'hobby/pantry', 'write');
    assert.equal((await client(sandbox, 'parsley-dev')(`POST ${pantry}/cve`)).status, 403);
    const asked = await admin(`POST ${pantry}/cve`);
    assert.deepEqual([asked.status, asked.json(), advisory().cveId], [202, {}, null]);
    await sandbox.tick();
    assert.match(advisory().cveId!, /^CVE-\d{4}-\d{4,}$/);
    assert.equal((await admin(`POST ${pantry}/cve`)).status, 422);
    assert.deepEqual([advisory().teams, advisory().fork], [[], null], 'the bot of CPython looks away');
    assertDescribed(sandbox);
  });

  it('an admin publishes, once and for all; the private fork goes', async () => {
    const publish = { body: { state: 'published' } };
    assert.equal((await admin(`POST ${pantry}/forks`)).status, 202);
    sandbox.role('parsley-dev', 'hobby/pantry', 'write');
    assert.equal((await client(sandbox, 'parsley-dev')(`PATCH ${pantry}`, publish)).status, 403);
    const { vulnerabilities } = advisory();
    advisory().vulnerabilities = [];
    assert.equal((await admin(`PATCH ${pantry}`, publish)).status, 422);
    advisory().vulnerabilities = vulnerabilities;
    const done = (await admin(`PATCH ${pantry}`, publish)).json<{
      state: string;
      published_at: string | null;
      private_fork: unknown;
      publisher: { login: string };
    }>();
    assert.deepEqual(
      [done.state, done.private_fork, done.publisher.login],
      ['published', null, 'octo-coordinator'],
    );
    assert.ok(done.published_at);
    assert.equal((await admin('GET /repos/hobby/pantry-ghsa-p4v7-x2m9-q8rc')).status, 404);
    assert.equal((await client(sandbox, 'dill-outsider')(`GET ${pantry}`)).status, 200, 'all may read it');
    assert.equal((await admin(`PATCH ${pantry}`, { body: { state: 'draft' } })).status, 422);
    assertDescribed(sandbox);
  });

  it('pip’s report is accepted with a fix that has no news', async () => {
    await sandbox.acceptPip();
    await sandbox.acceptPip();
    const { fork, state, cveId } = sandbox.store.advisory('GHSA-q2r3-v4w5-x6c7')!;
    assert.deepEqual([state, cveId], ['draft', 'CVE-2026-900455']);
    const files = (await admin(`GET /repos/${fork}/pulls/1/files`)).json<{ filename: string }[]>();
    assert.deepEqual(
      files.map(({ filename }) => filename),
      ['src/pip/_internal/models/wheel.py', 'tests/unit/test_models_wheel_path.py'],
    );
    const own = await git(sandbox.dir('octo-coordinator/pip'), ['show', 'main:pyproject.toml']);
    assert.match(own, /\[tool\.towncrier\][^]*directory = "news\/"/);
    const labels = (await admin('GET /repos/pypa/pip/labels')).json<{ name: string }[]>();
    assert.deepEqual(
      labels.map(({ name }) => name),
      ['type: security', 'type: bug', 'skip news'],
    );
    assertDescribed(sandbox);
  });
});
