import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import { refs } from '../../../src/sandbox/refs.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';

const main = 'python/cpython';
const forkOf = (id: string) => `python/cpython-${id.toLowerCase()}`;
const spam = 'GHSA-7q4m-xv2c-93rp';
const egg = 'GHSA-2c3f-4g5h-6j7m';
const jam = 'GHSA-8p9q-rvwx-2345';
const toast = 'GHSA-hj5m-pq6r-vw7x';
const ham = 'GHSA-m2pg-3qcr-4vfw';

describe('what the sandbox holds', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let publicMain: string;
  const dir = (id: string) => sandbox.dir(forkOf(id));
  const head = (id: string) => sandbox.store.repo(forkOf(id))!.issues.get(1)!.pull!.headSha;
  const show = (folder: string, at: string, path: string) => gitBytes(folder, ['show', `${at}:${path}`]);

  /** What `git merge-tree` says of a private head and public main: exit 0 merges, 1 conflicts. */
  function merge(id: string): { readonly clean: boolean; readonly tree: string } {
    try {
      const out = execFileSync('git', ['merge-tree', '--write-tree', publicMain, head(id)], {
        cwd: dir(id),
        env: cleanEnvironment,
        encoding: 'utf8',
      });
      return { clean: true, tree: out.trim() };
    } catch (error) {
      assert.equal((error as { status: number }).status, 1);
      return { clean: false, tree: '' };
    }
  }

  before(async () => {
    sandbox = await startSandbox();
    publicMain = await git(sandbox.dir(main), ['rev-parse', 'main']);
  });
  after(() => sandbox.stop());

  it('is the same each time, to the last object id', async () => {
    const ids = async (from: Sandbox) => {
      const all = [...from.store.repos.values()].map(async ({ owner, name, dir: folder }) => ({
        name: `${owner}/${name}`,
        refs: await refs(folder, 'refs/'),
      }));
      return Promise.all(all);
    };
    const again = await startSandbox();
    try {
      assert.deepEqual(await ids(again), await ids(sandbox));
      assert.notEqual(again.tokens['admin'], sandbox.tokens['admin']);
    } finally {
      await again.stop();
    }
  });

  it('is a CPython to blurb', async () => {
    const first = async (path: string) => String(await show(sandbox.dir(main), 'main', path)).split('\n')[0]!;
    assert.match(await first('README.rst'), /This is \w+ version \d+\.\d+/);
    assert.equal(await first('LICENSE'), 'A. HISTORY OF THE SOFTWARE');
    const files = (await git(sandbox.dir(main), ['ls-tree', '-r', '--name-only', 'main'])).split('\n');
    for (const path of ['Include/Python.h', 'Python/ceval.c']) assert.ok(files.includes(path));
    const news = files.filter(path => path.startsWith('Misc/NEWS.d/next/Security/'));
    assert.ok(news.length > 0);
    for (const path of news) assert.match(path, /\/[-\d]{19}\.gh-issue-\d{6}\.[\w-]{6}\.rst$/);
    const commits = await git(sandbox.dir(main), ['rev-list', '--all', '--count']);
    assert.ok(Number(commits) >= 15);
  });

  it('has advisories in every stage, ours, others’ and nobody’s', () => {
    const all = [...sandbox.store.advisories.values()];
    assert.ok(all.length >= 10);
    for (const { ghsaId } of all) assert.match(ghsaId, /^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/);
    const coordinators = (id: string) =>
      sandbox.store.advisory(id)!.credits.filter(({ type }) => type === 'coordinator').length;
    assert.equal(all.filter(({ ghsaId }) => coordinators(ghsaId) === 0).length, 2);
    assert.deepEqual([...new Set(all.map(({ state }) => state))].sort(), ['closed', 'draft', 'triage']);
    const days = (id: string) =>
      Math.floor(
        (sandbox.store.now().getTime() - Date.parse(sandbox.store.advisory(id)!.createdAt)) / 86_400_000,
      );
    assert.deepEqual([days(spam), days(egg), days(toast), days(jam)], [41, 77, 12, 26]);
    assert.ok(all.some(({ ghsaId }) => days(ghsaId) > 90));
    assert.ok(all.some(({ summary }) => summary.includes('\u202e') && summary.includes('<img')));
  });

  it('says nothing of an advisory in the fix of it', async () => {
    for (const { ghsaId, description, fork } of sandbox.store.advisories.values()) {
      if (fork === null) continue;
      const fix = (await gitBytes(dir(ghsaId), ['diff', `${publicMain}...${head(ghsaId)}`])).toString(
        'latin1',
      );
      assert.ok(fix.includes('Lib/test/test_'), `${ghsaId} has a test`);
      const sentences = description.split(/(?<=[.!])\s+/).filter(sentence => sentence.length > 20);
      assert.ok(sentences.length > 0);
      for (const sentence of sentences) assert.ok(!fix.includes(sentence), sentence);
    }
  });

  it('Spam: two commits, a rename, a new binary, bytes that are no UTF-8, an address from home', async () => {
    const range = `${await git(dir(spam), ['merge-base', publicMain, head(spam)])}..${head(spam)}`;
    assert.equal(await git(dir(spam), ['rev-list', '--count', range]), '2');
    const emails = await git(dir(spam), ['log', '--format=%ae', range]);
    assert.ok(emails.split('\n').every(email => !email.endsWith('noreply.github.com')));
    const changes = await git(dir(spam), ['diff', '-M', '--name-status', range]);
    assert.match(changes, /^R100\tLib\/spam\/tables\.py\tLib\/spam\/kinds\.py$/m);
    assert.match(
      await git(dir(spam), ['diff', '--numstat', range]),
      /^-\t-\tLib\/test\/spam_truncated\.bin$/m,
    );
    const text = await show(dir(spam), head(spam), 'Lib/test/spam_latin1.txt');
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(text));
    const { reviews } = sandbox.store.repo(forkOf(spam))!.issues.get(1)!.pull!;
    assert.equal(reviews.filter(({ state }) => state === 'APPROVED').length, 2);
    assert.ok(merge(spam).clean);
  });

  it('Egg: conflicts with public main', () => {
    assert.equal(merge(egg).clean, false);
  });

  it('Jam: `git apply` succeeds in the wrong place, a merge in the right one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ghsa-seed-'));
    try {
      const base = await git(dir(jam), ['merge-base', publicMain, head(jam)]);
      const patch = await gitBytes(dir(jam), ['diff', base, head(jam), '--', 'Lib/jam.py']);
      await writeFile(join(folder, 'fix.diff'), patch);
      const clone = ['clone', '-q', sandbox.dir(main), join(folder, 'clone')];
      execFileSync('git', clone, { env: cleanEnvironment });
      const at = { cwd: join(folder, 'clone'), env: cleanEnvironment, stdio: 'pipe' as const };
      execFileSync('git', ['apply', join(folder, 'fix.diff')], at);
      const applied = await readFile(join(folder, 'clone/Lib/jam.py'), 'utf8');
      const { clean, tree } = merge(jam);
      assert.ok(clean);
      const merged = String(await show(dir(jam), tree, 'Lib/jam.py'));
      const rest = (text: string) => {
        const lines = text.split('\n');
        return lines.indexOf('    queue.rest()') - lines.indexOf('def steps(queue):');
      };
      const wanted = rest(String(await show(dir(jam), head(jam), 'Lib/jam.py')));
      assert.ok(wanted > 20);
      assert.equal(rest(merged), wanted);
      assert.ok(applied.includes('queue.rest()'));
      assert.notEqual(rest(applied), wanted);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('Toast: public main renamed the file, and the fix follows', async () => {
    const { clean, tree } = merge(toast);
    assert.ok(clean);
    const files = await git(dir(toast), ['ls-tree', '-r', '--name-only', tree]);
    assert.ok(files.includes('Lib/toast/__init__.py') && !/^Lib\/toast\.py$/m.test(files));
    assert.match(String(await show(dir(toast), tree, 'Lib/toast/__init__.py')), /leaves the target/);
  });

  it('Ham: the branch merged newer main, the private main stayed', async () => {
    const parents = await git(dir(ham), ['rev-list', '--parents', '-1', head(ham)]);
    assert.equal(parents.split(' ')[2], publicMain);
    const frozen = await git(dir(ham), ['rev-parse', 'main']);
    assert.notEqual(frozen, publicMain);
    assert.equal(await git(dir(ham), ['merge-base', frozen, publicMain]), frozen);
    assert.equal(await git(dir(ham), ['merge-base', head(ham), publicMain]), publicMain);
  });
});
