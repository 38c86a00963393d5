import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../../src/sandbox/gitdir.ts';
import { refs } from '../../../src/sandbox/refs.ts';
import { practiceClone, startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { client, repo, spamAdvisory, workplace } from './harness.ts';

describe('a sandbox with a folder', () => {
  let folder: string;
  let sandbox: Sandbox;
  const begin = async () => (sandbox = await startSandbox({ folder: join(folder, 'sandbox') }));
  /** What it knows and what its repositories hold. */
  const everything = async () => ({
    store: sandbox.store.snapshot(),
    tokens: sandbox.tokens,
    refs: await Promise.all(
      [...sandbox.store.repos.values()].map(async ({ dir }) => [dir, await refs(dir, 'refs/')] as const),
    ),
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghsa-persist-'));
    await begin();
  });
  afterEach(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('goes on exactly where it was, on the same port', async () => {
    assert.equal(sandbox.beginning, 'new');
    const as = client(sandbox, 'coordinator');
    await as(`PATCH ${spamAdvisory}`, { body: { summary: 'Spam parser, renamed' } });
    await as(`POST ${repo}/issues`, { body: { title: 'An issue', body: 'With a body.' } });
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    sandbox.clock(3_600_000);
    await sandbox.tick();
    const place = await workplace(sandbox);
    await place.git(null, 'clone', '-q', `${sandbox.git}/python/cpython.git`, 'here');
    const fork = `${sandbox.git}/octo-coordinator/cpython.git`;
    await place.git('coordinator', '-C', 'here', 'push', '-q', fork, 'HEAD:refs/heads/practice');
    await place.remove();
    const { url } = sandbox;
    const before = await everything();
    await sandbox.stop();
    await begin();
    assert.equal(sandbox.beginning, 'restored');
    assert.equal(sandbox.url, url);
    assert.deepEqual(await everything(), before);
    assert.ok(before.refs.flatMap(([, list]) => list).some(({ ref }) => ref === 'refs/heads/practice'));
    // What is counted goes on: nothing gets an id or a number twice.
    const answer = await client(sandbox, 'coordinator')(`POST ${repo}/issues`, { body: { title: 'Next' } });
    assert.equal(
      answer.json<{ number: number }>().number,
      before.store.fields.repos.get('python/cpython')!.next,
    );
  });

  it('is on disk when the answer is there, even if it is killed then', async () => {
    const as = client(sandbox, 'coordinator');
    await as(`PATCH ${spamAdvisory}`, { body: { summary: 'Kept at once' } });
    const state = await readFile(join(folder, 'sandbox', 'state'));
    await sandbox.stop();
    await writeFile(join(folder, 'sandbox', 'state'), state);
    await begin();
    assert.equal(
      (await client(sandbox, 'coordinator')(`GET ${spamAdvisory}`)).json()['summary'],
      'Kept at once',
    );
  });

  it('takes another port where its own is taken', async () => {
    const { port } = new URL(sandbox.url);
    await sandbox.stop();
    const squatter = createServer();
    await new Promise<void>(done => squatter.listen(Number(port), '127.0.0.1', done));
    await begin();
    assert.equal(sandbox.beginning, 'restored');
    assert.notEqual(new URL(sandbox.url).port, port);
    await new Promise(done => squatter.close(done));
  });

  it('leaves no server behind when it cannot begin', async () => {
    const { url } = sandbox;
    await sandbox.stop();
    let tries = 0;
    const begun = startSandbox({
      folder: join(folder, 'sandbox'),
      changed: () => {
        tries++;
        throw new Error('no room');
      },
    });
    await assert.rejects(begun, /no room/);
    assert.equal(tries, 1);
    await assert.rejects(fetch(url));
    await begin();
  });

  for (const [what, spoil] of [
    ['is cut short', async (file: string) => writeFile(file, (await readFile(file)).subarray(0, 900))],
    ['is something else', (file: string) => writeFile(file, 'no state')],
    ['is empty', (file: string) => writeFile(file, '')],
    ['lacks its repositories', (file: string) => rm(join(file, '../repos'), { recursive: true })],
  ] as const) {
    it(`starts anew, and says so, when its state ${what}`, async () => {
      await client(sandbox, 'coordinator')(`PATCH ${spamAdvisory}`, { body: { summary: 'Lost' } });
      await sandbox.stop();
      await spoil(join(folder, 'sandbox', 'state'));
      await begin();
      assert.equal(sandbox.beginning, 'broken');
      const { summary } = (await client(sandbox, 'coordinator')(`GET ${spamAdvisory}`)).json();
      assert.equal(summary, 'Spam parser reads past the end of its buffer');
    });
  }

  it('starts anew where its folder was moved: repositories borrow from each other by place', async () => {
    await sandbox.stop();
    await rename(join(folder, 'sandbox'), join(folder, 'moved'));
    sandbox = await startSandbox({ folder: join(folder, 'moved') });
    assert.equal(sandbox.beginning, 'broken');
  });

  it('keeps one set of repositories through resets', async () => {
    await sandbox.reset();
    await sandbox.reset();
    assert.equal((await readdir(join(folder, 'sandbox', 'repos'))).length, 1);
    await sandbox.stop();
    await begin();
    assert.equal(sandbox.beginning, 'restored');
  });

  it('is cloned as a coordinator has it; a clone learns where it moved, and is mended', async () => {
    const clone = join(folder, 'cpython');
    await practiceClone(sandbox, clone);
    assert.equal(
      await git(clone, ['remote', 'get-url', 'origin']),
      `${sandbox.git}/octo-coordinator/cpython.git`,
    );
    await writeFile(join(clone, 'mine.txt'), 'mine');
    await practiceClone({ git: 'http://127.0.0.1:1' }, clone);
    assert.equal(
      await git(clone, ['remote', 'get-url', 'upstream']),
      'http://127.0.0.1:1/python/cpython.git',
    );
    assert.equal(await readFile(join(clone, 'mine.txt'), 'utf8'), 'mine');
    await rm(join(clone, '.git', 'refs'), { recursive: true });
    await rm(join(clone, '.git', 'packed-refs'), { force: true });
    await practiceClone(sandbox, clone);
    assert.match(await git(clone, ['rev-parse', 'upstream/main']), /^[\da-f]{40}$/);
  });
});
