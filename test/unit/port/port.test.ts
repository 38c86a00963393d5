import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../../../src/sandbox/gitdir.ts';
import { readRecord, reviewPort, scratchOf } from '../../../src/jobs/port/index.ts';
import { assertExact, hash, samples } from './exact.ts';
import { desk, goOn, prepare, publish, type Desk } from './harness.ts';

describe('the port, on real git over HTTP', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  for (const id of Object.keys(samples)) {
    it(`of ${id} gives public main plus exactly the fix plus the blurb`, async () => {
      const { prepared, draft } = await prepare(at, id);
      const outcome = await publish(at, prepared, draft);
      await assertExact(at, id, outcome, `${draft.texts['commit.blurb']}\n`);
    });
  }

  it('does the same without any clone, fetching only what it needs', async () => {
    const id = 'GHSA-hj5m-pq6r-vw7x';
    const { prepared, draft } = await prepare(at, id, { clone: null });
    await assertExact(at, id, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`);
  });

  it('does the same from a shallow clone, which it does not borrow from', async () => {
    const id = 'GHSA-8p9q-rvwx-2345';
    const shallow = join(at.root, 'shallow clone é');
    await git(at.root, [
      'clone',
      '-q',
      '--depth=1',
      '-o',
      'upstream',
      `${at.sandbox.git}/python/cpython.git`,
      shallow,
    ]);
    const { prepared, draft } = await prepare(at, id, { clone: shallow });
    await assertExact(at, id, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`);
  });

  it('opens one issue and one labelled pull request, and leaves nothing behind', async () => {
    const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
    const before = await git(at.clone, ['for-each-ref']);
    const { links } = await publish(at, prepared, draft);
    const repo = at.sandbox.store.repo('python/cpython')!;
    const [issue, pull] = [repo.issues.get(links!.issue!)!, repo.issues.get(links!.pull)!];
    assert.deepEqual(issue.labels, ['type-security', 'release-blocker']);
    assert.deepEqual(
      [...pull.labels].sort(),
      ['3.11', '3.12', '3.13', '3.14', '3.15']
        .map(name => `needs backport to ${name}`)
        .concat('release-blocker', 'type-security'),
    );
    assert.equal(pull.title, `gh-${links!.issue}: Check the length field in the Spam parser`);
    assert.equal(pull.pull!.headRef, `gh-${links!.issue}-check-length-field-spam`);
    assert.equal(repo.issues.size, 2);
    assert.deepEqual(await readdir(at.root), []);
    assert.equal(await git(at.clone, ['for-each-ref']), before);
  });

  it('lets nothing private cross: no id, no tag, no private commit, message, address or blob', async () => {
    for (const id of ['GHSA-7q4m-xv2c-93rp', 'GHSA-m2pg-3qcr-4vfw']) {
      const { prepared, draft } = await prepare(at, id);
      await publish(at, prepared, draft);
      const fork = at.sandbox.dir('octo-coordinator/cpython');
      const has = (object: string) =>
        git(fork, ['cat-file', '-e', object]).then(
          () => true,
          () => false,
        );
      const commits = (
        await git(at.sandbox.dir(prepared.advisory.privateFork!), ['rev-list', 'main..advisory-fix-1'])
      ).split('\n');
      const upstream = at.sandbox.dir('python/cpython');
      for (const commit of commits) {
        const inMain = await git(upstream, ['merge-base', '--is-ancestor', commit, 'main']).then(
          () => true,
          () => false,
        );
        if (!inMain) assert.equal(await has(commit), false, `private commit ${commit} is in the public fork`);
      }
    }
    const sent = JSON.stringify(at.sandbox.recorder.writes().map(({ body }) => body));
    const log = await git(at.sandbox.dir('octo-coordinator/cpython'), [
      'log',
      '--all',
      '--format=%an %ae %cn %ce %B',
    ]);
    for (const secret of [
      'GHSA-',
      'ghsa-',
      'CVE-2026-9004',
      'WIP',
      'do not make public',
      'oregano@home',
      'marmalade',
      '[ACCEPTED]',
    ]) {
      assert.ok(!sent.includes(secret), `${secret} was sent`);
      assert.ok(!log.includes(secret), `${secret} is in a public commit`);
    }
  });

  it('says which files conflict, and sends nothing', async () => {
    await assert.rejects(
      prepare(at, 'GHSA-2c3f-4g5h-6j7m'),
      /1 file conflicts with public main\. Nothing was sent\./,
    );
    assert.deepEqual(at.sandbox.recorder.writes(), []);
    assert.deepEqual(at.sandbox.recorder.pushes, []);
  });

  it('takes the author who wrote the fix, not who wrote what was merged in', async () => {
    const { prepared } = await prepare(at, 'GHSA-m2pg-3qcr-4vfw');
    assert.equal(prepared.commits, 2);
    assert.equal(prepared.foreignCommits.length, 0);
    assert.deepEqual(
      prepared.authors.map(({ id }) => id),
      ['me'],
    );
  });

  it('finds the advisory in the bytes of a binary file too', async () => {
    const fork = at.sandbox.store.repo('python/cpython-ghsa-7q4m-xv2c-93rp')!;
    const head = fork.issues.get(1)!.pull!;
    const bytes = Buffer.concat([
      Buffer.from([0, 255, 10, 0]),
      Buffer.from('GHSA-7q4m-xv2c-93rp'),
      Buffer.from([0]),
    ]);
    const blob = await hash(fork.dir, bytes);
    const index = { GIT_INDEX_FILE: join(at.root, 'index') };
    await git(fork.dir, ['read-tree', head.headSha], index);
    await git(fork.dir, ['update-index', '--add', '--cacheinfo', `100644,${blob},Lib/test/leak.bin`], index);
    const tree = await git(fork.dir, ['write-tree'], index);
    const commit = await git(fork.dir, ['commit-tree', tree, '-p', head.headSha, '-m', 'x']);
    await git(fork.dir, ['update-ref', 'refs/pull/1/head', commit]);
    const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
    const messages = reviewPort(prepared, draft).toSettle.map(({ message }) => message);
    assert.ok(
      messages.some(message => /^Lib\/test\/leak\.bin, line \d+: Names the advisory/.test(message)),
      messages.join(),
    );
  });

  it('asks before a private address becomes public', async () => {
    const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
    assert.equal(draft.author, 'noreply:oregano-core');
    const review = reviewPort(prepared, { ...draft, author: 'private:oregano-core' });
    assert.deepEqual(
      review.toSettle.map(({ message }) => message),
      ['Makes a private e-mail address public.'],
    );
  });

  it('refuses a draft that leaks, and lets it through when that was kept with a reason', async () => {
    const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
    const leaking = { ...draft, texts: { ...draft.texts, 'issue.body': 'See GHSA-7q4m-xv2c-93rp.' } };
    await assert.rejects(publish(at, prepared, leaking), /Names the advisory/);
    assert.deepEqual(at.sandbox.recorder.writes(), []);
    const [finding] = reviewPort(prepared, leaking).toSettle;
    const kept = { ...leaking, overruled: [{ id: finding!.id, reason: 'already public' }] };
    assert.equal((await publish(at, prepared, kept)).ended, 'done');
  });

  it('makes the fork that is missing', async () => {
    at.sandbox.store.repos.delete('octo-coordinator/cpython');
    const { prepared, draft } = await prepare(at, 'GHSA-hj5m-pq6r-vw7x');
    assert.equal(prepared.fork.exists, false);
    assert.equal((await publish(at, prepared, draft)).ended, 'done');
  });
});

describe('a port that fails goes on', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const id = 'GHSA-7q4m-xv2c-93rp';
  const faults = [
    ['issue, before the effect', { method: 'POST', path: '/issues', status: 502 }],
    ['issue, after the effect', { method: 'POST', path: '/issues', status: 502, effect: 'after' }],
    ['issue, half an answer', { method: 'POST', path: '/issues', kind: 'truncate', effect: 'after' }],
    ['push', { method: 'POST', path: 'git-receive-pack', status: 503 }],
    ['pull request, before the effect', { method: 'POST', path: '/pulls', kind: 'reset' }],
    ['pull request, after the effect', { method: 'POST', path: '/pulls', kind: 'reset', effect: 'after' }],
    ['labels, after the effect', { method: 'POST', path: '/labels', status: 500, effect: 'after' }],
  ] as const;

  for (const [name, fault] of faults) {
    it(`after a failure at the ${name}`, async () => {
      const { prepared, draft } = await prepare(at, id);
      at.sandbox.fail(fault);
      const first = await publish(at, prepared, draft);
      assert.equal(first.ended, 'failed');
      await at.sandbox.tick();
      const record = readRecord(await at.tools.store.load(prepared.key));
      assert.ok(record);
      const second = await goOn(at, record);
      await assertExact(at, id, second, `${draft.texts['commit.blurb']}\n`);
      const repo = at.sandbox.store.repo('python/cpython')!;
      const kinds = [...repo.issues.values()].map(issue => (issue.pull ? 'pull' : 'issue'));
      assert.deepEqual(kinds.sort(), ['issue', 'pull']);
      assert.equal(at.sandbox.recorder.pushes.length, 1);
      await assert.rejects(stat(scratchOf(at.root, prepared.key)));
    });
  }

  it('refuses a record whose texts were changed since they were confirmed', async () => {
    const { prepared, draft } = await prepare(at, id);
    at.sandbox.fail({ method: 'POST', path: '/issues', status: 502 });
    await publish(at, prepared, draft);
    const record = (await at.tools.store.load(prepared.key)) as { confirmed: { texts: object } };
    assert.equal(readRecord({ ...record, confirmed: { ...record.confirmed, texts: {} } }), null);
  });

  it('tells which labels GitHub dropped for somebody who may not set them', async () => {
    at.sandbox.role('octo-coordinator', 'python/cpython', 'read');
    const { prepared, draft } = await prepare(at, id);
    assert.equal(prepared.mayLabel, false);
    const { ended, links } = await publish(at, prepared, draft);
    assert.equal(ended, 'done');
    assert.equal(links!.droppedLabels.length, 7);
  });

  for (const status of [403, 404]) {
    it(`does not take a stray ${status} for a label that may not be set: the same press sets it`, async () => {
      const { prepared, draft } = await prepare(at, id);
      at.sandbox.fail({ method: 'POST', path: /\/issues\/\d+\/labels$/, status });
      const made = await publish(at, prepared, draft);
      assert.equal(made.ended, 'done');
      assert.deepEqual(made.links!.droppedLabels, []);
      await assertExact(at, id, made, `${draft.texts['commit.blurb']}\n`);
    });
  }
});
