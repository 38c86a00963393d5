import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Git } from '../../../src/git/index.ts';
import { ConflictError } from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { assertExact, samples } from './exact.ts';
import { becomeFix } from './fix.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';
import { noting, writeHostile } from './hostileConfig.ts';

const run = promisify(execFile);

describe('the port under a hostile configuration of git', () => {
  let at: Desk;
  let home: string;
  let ran: string;
  const saved = { ...process.env };
  beforeEach(async () => {
    at = await desk();
    home = join(at.root, 'home of mine');
    ran = join(at.root, 'ran');
    await mkdir(home);
    await mkdir(ran);
  });
  afterEach(async () => {
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
    Object.assign(process.env, saved);
    await at.close();
  });

  const useHostile = async () => {
    await writeHostile(home, ran, at.sandbox.git);
    process.env['HOME'] = home;
    delete process.env['XDG_CONFIG_HOME'];
  };

  it('is hostile indeed: plain git runs these programs and writes other bytes', async () => {
    const plain = async (...args: string[]) =>
      run('git', args, { cwd: at.clone, env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } }).then(
        ({ stdout }) => stdout,
        () => 'failed',
      );
    const diff = ['diff', '--no-ext-diff', '--no-textconv', 'HEAD~6', 'HEAD', '--', '*.rst', '*.c'];
    const calm = await plain(...diff);
    await useHostile();
    const changed = await plain(...diff);
    assert.notEqual(changed, calm);
    assert.match(changed, /^--- |GIT binary patch|Binary files/m);
    const [noAttributes, noHooks] = ['core.attributesFile=/dev/null', 'core.hooksPath=/dev/null'];
    await plain('diff', 'HEAD~6', 'HEAD');
    await plain('-c', noAttributes, 'diff', 'HEAD~6', 'HEAD');
    await plain('-c', noAttributes, 'commit', '--allow-empty', '-m', 'x');
    await plain('-c', noAttributes, '-c', noHooks, 'commit', '--allow-empty', '-m', 'x');
    await plain('push', 'origin', 'HEAD:x');
    await plain('update-ref', 'refs/x', 'HEAD');
    const names = await readdir(ran);
    for (const name of [
      'credential-helper',
      'credential-helper-of-host',
      'diff-external',
      'filter-process',
      'fsmonitor',
      'gpg',
      'hooks-pre-commit',
      'hooks-reference-transaction',
    ]) {
      assert.ok(names.includes(name), `${name} among ${names.join()}`);
    }
  });

  for (const id of Object.keys(samples)) {
    for (const borrowed of [true, false]) {
      it(`ports ${id} to the same tree by the same patch, ${borrowed ? 'from a clone' : 'without one'}`, async () => {
        const clone = borrowed ? at.clone : null;
        const calm = await prepare(at, id, { clone });
        await useHostile();
        const { prepared, draft } = await prepare(at, id, { clone });
        const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
        assert.equal(text(prepared.patch), text(calm.prepared.patch));
        assert.equal(text(prepared.diff), text(calm.prepared.diff));
        assert.deepEqual(prepared.files, calm.prepared.files);
        assert.equal(prepared.mergedTree, calm.prepared.mergedTree);
        // Not even a copy of the user's template lies in scratch.
        assert.ok(!(await readdir(prepared.scratch)).includes('hooks'));
        const outcome = await publish(at, prepared, draft);
        await assertExact(at, id, outcome, `${draft.texts['commit.blurb']}\n`);
        const written = await git(at.sandbox.dir('octo-coordinator/cpython'), [
          'cat-file',
          'commit',
          outcome.links!.commit,
        ]);
        assert.doesNotMatch(written, /^(gpgsig|encoding)|private@home/m);
        assert.deepEqual(await readdir(ran), []);
      });
    }
  }

  it('writes a change the same way that every algorithm writes differently', async () => {
    const id = 'GHSA-hj5m-pq6r-vw7x';
    const [header, decode, encode] = (
      await git(at.sandbox.dir('python/cpython'), ['show', 'main:Lib/egg.py'])
    ).split('\n\n\n') as [string, string, string];
    const lines = decode.split('\n');
    const egg = [
      header,
      lines[4],
      lines.slice(0, 2).join('\n'),
      [...lines.slice(0, 3), ...lines.slice(2)].join('\n'),
      encode,
    ];
    await becomeFix(at, id, {
      'Lib/egg.py': Buffer.from(`${egg.join('\n\n\n')}\n`),
      'Lib/vendored': { mode: '160000', bytes: Buffer.from('1234567890'.repeat(4)) },
    });
    const calm = (await prepare(at, id)).prepared;
    assert.match(Buffer.from(calm.patch).toString(), /^\+Subproject commit 1234567890/m);
    await useHostile();
    const { prepared } = await prepare(at, id);
    assert.equal(Buffer.from(prepared.patch).toString(), Buffer.from(calm.patch).toString());
    assert.deepEqual(prepared.files, calm.files);
  });

  it('finds the same conflict, with the same markers', async () => {
    const id = 'GHSA-2c3f-4g5h-6j7m';
    const conflict = async () => {
      const error = await prepare(at, id).then(
        () => null,
        (error: unknown) => error,
      );
      assert.ok(error instanceof ConflictError);
      await rm(error.folder, { recursive: true });
      return error.conflict;
    };
    const calm = await conflict();
    await useHostile();
    const found = await conflict();
    assert.equal(found.tree, calm.tree);
    assert.deepEqual(found.files, calm.files);
    assert.deepEqual(await readdir(ran), []);
  });

  it('asks the user’s own helpers only where it has no credentials, and runs nothing else then', async () => {
    await useHostile();
    const tools = { ...at.tools, git: new Git() };
    await assert.rejects(prepare({ ...at, tools }, 'GHSA-hj5m-pq6r-vw7x'), { kind: 'signed-out' });
    assert.deepEqual((await readdir(ran)).sort(), [
      'askpass',
      'credential-helper',
      'credential-helper-of-host',
    ]);
  });

  it('takes nothing from the environment that changes a result', async () => {
    const id = 'GHSA-7q4m-xv2c-93rp';
    const calm = await prepare(at, id);
    Object.assign(process.env, {
      GIT_DIR: join(at.clone, '.git'),
      GIT_WORK_TREE: at.clone,
      GIT_INDEX_FILE: join(at.root, 'no-index'),
      GIT_OBJECT_DIRECTORY: join(at.root, 'no-objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(at.root, 'no-objects'),
      GIT_NAMESPACE: 'elsewhere',
      GIT_EXTERNAL_DIFF: await noting(at.root, ran, 'env-diff'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'diff.external',
      GIT_CONFIG_VALUE_0: await noting(at.root, ran, 'env-config'),
      GIT_DIFF_OPTS: '--unified=0',
      GIT_AUTHOR_NAME: 'Private Name',
      GIT_COMMITTER_EMAIL: 'private@home.example',
      GIT_EDITOR: await noting(at.root, ran, 'env-editor'),
      GIT_TRACE: join(ran, 'trace'),
      LC_ALL: 'de_DE.UTF-8',
      LANGUAGE: 'de',
    });
    const { prepared, draft } = await prepare(at, id);
    assert.deepEqual(Buffer.from(prepared.patch), Buffer.from(calm.prepared.patch));
    const outcome = await publish(at, prepared, draft);
    for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];
    await assertExact(at, id, outcome, `${draft.texts['commit.blurb']}\n`);
    assert.deepEqual(await readdir(ran), []);
  });
});
