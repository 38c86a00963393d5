import assert from 'node:assert/strict';
import { startSandbox, type Fault, type Sandbox } from '../../../src/sandbox/index.ts';
import { client, repo, spamAdvisory, spamFork } from './harness.ts';

describe('what goes wrong in the sandbox on purpose', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let member: ReturnType<typeof client>;
  const issue = { body: { title: 'Spam: check the length', body: '' } };
  const met = (fault: Fault) => new Promise<void>(done => sandbox.fail({ ...fault, met: done }));
  const count = () => sandbox.store.repo('python/cpython')!.issues.size;

  beforeEach(async () => {
    sandbox = await startSandbox();
    member = client(sandbox, 'coordinator');
  });
  afterEach(() => sandbox.stop());

  const lost: readonly [string, Fault][] = [
    ['a broken GitHub', { status: 502 }],
    ['a broken connection', { kind: 'reset' }],
    ['half an answer', { kind: 'truncate' }],
    ['a page instead of JSON', { kind: 'malformed' }],
  ];
  for (const [name, fault] of lost) {
    for (const effect of ['before', 'after'] as const) {
      it(`${name}, ${effect} the effect`, async () => {
        sandbox.fail({ ...fault, effect, method: 'POST', path: '/issues' });
        await assert.rejects(async () => {
          const answer = await member(`POST ${repo}/issues`, issue);
          answer.json();
          if (answer.status >= 500) throw new Error(String(answer.status));
        });
        assert.equal(count(), effect === 'after' ? 1 : 0);
        assert.equal((await member(`POST ${repo}/issues`, issue)).status, 201, 'it happens once');
        const [first] = sandbox.recorder.writes();
        assert.equal(first!.effect, effect === 'after');
        assert.deepEqual(first!.body, issue.body);
      });
    }
  }

  it('no answer at all, as long as somebody waits', async () => {
    sandbox.fail({ path: '/user', kind: 'timeout' });
    const cancel = new AbortController();
    const waiting = fetch(`${sandbox.api}/user`, { signal: cancel.signal });
    const other = await member(`GET ${repo}`);
    assert.equal(other.status, 200);
    cancel.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
  });

  it('meets the third request that it fits, and says so', async () => {
    const met: string[] = [];
    sandbox.fail({ path: /^\/user$/, skip: 2, status: 502, met: () => met.push('met') });
    const codes: number[] = [];
    for (let i = 0; i < 4; i++) {
      codes.push((await member('GET /user')).status);
      await member(`GET ${repo}`);
      if (i < 2) assert.deepEqual(met, []);
    }
    assert.deepEqual(codes, [200, 200, 502, 200]);
    assert.deepEqual(met, ['met']);
    assert.deepEqual(
      sandbox.recorder.calls.map(({ path }) => path),
      Array.from({ length: 4 }, () => ['/user', repo]).flat(),
    );
  });

  it('only tells when the answer is out, where nothing is to go wrong', async () => {
    const told = met({ method: 'POST', path: '/issues', kind: 'pass' });
    assert.equal((await member(`POST ${repo}/issues`, issue)).status, 201);
    await told;
    assert.equal(count(), 1);
    assert.equal(sandbox.recorder.writes()[0]!.effect, true);
  });

  it('hangs after the effect, and the effect stays when the client is gone', async () => {
    const cancel = new AbortController();
    sandbox.fail({ path: '/issues', kind: 'timeout', effect: 'after', met: () => cancel.abort() });
    const waiting = fetch(`${sandbox.api}${repo}/issues`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.tokens['coordinator']}` },
      body: JSON.stringify(issue.body),
      signal: cancel.signal,
    });
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal(count(), 1);
  });

  it('cuts git’s own answer in half, and tells when all of it went', async () => {
    const url = `${sandbox.git}/python/cpython.git/info/refs?service=git-upload-pack`;
    const parts: Buffer[] = [];
    const read = async () => {
      parts.length = 0;
      for await (const part of (await fetch(url)).body!) parts.push(Buffer.from(part as Uint8Array));
      return Buffer.concat(parts);
    };
    const whole = await read();
    sandbox.fail({ path: 'info/refs', kind: 'truncate', effect: 'after' });
    await assert.rejects(read);
    assert.deepEqual(Buffer.concat(parts), whole.subarray(0, Math.floor(whole.length / 2)));
    const told = met({ path: 'info/refs', kind: 'pass' });
    assert.deepEqual(await read(), whole);
    await told;
    assert.equal(sandbox.recorder.calls.length, 3);
  });

  it('answers with GitHub’s own refusals: single sign-on, limits, a patch that is too large', async () => {
    const sso = { 'x-github-sso': 'required; url=https://github.com/orgs/python/sso' };
    sandbox.fail({ path: /security-advisories$/, status: 403, headers: sso });
    const refused = await member(`GET ${repo}/security-advisories`);
    assert.deepEqual([refused.status, refused.headers.get('x-github-sso')], [403, sso['x-github-sso']]);
    sandbox.fail({ status: 429, headers: { 'retry-after': '7' }, times: 2 });
    for (let i = 0; i < 2; i++) assert.equal((await member('GET /user')).headers.get('retry-after'), '7');
    assert.equal((await member('GET /user')).status, 200);
    const errors = [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }];
    sandbox.fail({ path: '/pulls/1', status: 406, body: { message: 'Sorry', errors } });
    assert.deepEqual((await member(`GET ${spamFork}/pulls/1`)).json()['errors'], errors);
  });

  it('turns the comments off', async () => {
    sandbox.knobs({ comments: false });
    assert.equal((await member(`GET ${spamAdvisory}/comments`)).status, 404);
    assert.equal((await member(`GET ${spamAdvisory}`)).status, 200);
  });

  it('lets a private fork take its time, by the clock of the sandbox', async () => {
    const admin = client(sandbox, 'admin');
    sandbox.knobs({ forkDelay: 300_000 });
    const path = `${repo}/security-advisories/GHSA-c4f5-g6h7-j8m9`;
    const begun = await admin(`POST ${path}/forks`);
    assert.equal(begun.status, 202);
    const fork = `/repos/${begun.json<{ full_name: string }>().full_name}`;
    assert.equal((await admin(`GET ${fork}`)).status, 404);
    sandbox.clock(301_000);
    assert.equal((await admin(`GET ${fork}`)).status, 200);
    const heads = (await admin(`GET ${fork}/branches`)).json<{ name: string }[]>();
    assert.deepEqual(
      heads.map(({ name }) => name),
      ['main'],
    );
  });

  it('remembers no token', async () => {
    await member('GET /user');
    const all = JSON.stringify(sandbox.recorder.requests);
    assert.ok(all.includes('/user'));
    for (const token of Object.values(sandbox.tokens)) assert.ok(!all.includes(token));
  });

  it('is over when it is healed', async () => {
    sandbox.fail({ path: '/user', status: 500, times: 9 });
    assert.equal((await member('GET /user')).status, 500);
    sandbox.heal();
    assert.equal((await member('GET /user')).status, 200);
  });

  it('is over after a reset', async () => {
    sandbox.fail({ path: '/user', status: 500 });
    await member(`POST ${repo}/issues`, issue);
    await sandbox.reset();
    assert.equal(count(), 0);
    assert.equal((await member('GET /user')).status, 200, 'the token stays, the fault is gone');
  });
});
