import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cloneFork, updateFromPublic } from '../../../src/git/index.ts';
import { commitThere, filesWith, person, table, type Table } from '../git/cloneHarness.ts';

/** The arguments (and, where one may read it, the environment) of every process of this machine. */
async function processes(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name) && name !== String(process.pid));
  return Promise.all(
    ids.flatMap(id =>
      ['cmdline', 'environ'].map(what => readFile(join('/proc', id, what), 'latin1').catch(() => '')),
    ),
  );
}

describe('the token of a clone', () => {
  let at: Table;
  before(async () => (at = await table()));
  after(() => at.close());

  it('is in no file below the clone, no argument, no environment and no log: clone, fetch, push', async function () {
    if (!existsSync('/proc/self/cmdline')) return this.skip();
    const seen: string[] = [];
    let looks = 0;
    let running = true;
    const watch = (async () => {
      for (; running; looks++) {
        for (const words of await processes()) {
          if (words.includes(at.token)) seen.push(words);
        }
      }
    })();
    const paths: string[] = [];
    try {
      for (const method of ['auto', 'blobless', 'full'] as const) {
        const target = join(at.folder, 'clones', method);
        const { path, branch } = await cloneFork(at.git, at.request({ method, target }));
        paths.push(path);
        await commitThere(at.sandbox.dir('python/cpython'), 'main', { [`Doc/${method}.rst`]: 'Later\n' });
        assert.equal(await updateFromPublic(at.git, path), 'rebased');
        await at.git.run({ cwd: path, args: ['fetch', 'origin'] });
        await writeFile(join(path, `${method}.txt`), 'x\n');
        await person(path, 'add', '-A');
        await person(path, 'commit', '-q', '-m', 'Fry the eggs on both sides');
        await at.git.run({ cwd: path, args: ['push', 'origin', `HEAD:refs/heads/${branch}-${method}`] });
      }
    } finally {
      running = false;
      await watch;
    }
    assert.ok(looks > 10, `looked ${looks} times`);
    assert.deepEqual(seen, []);
    const encoded = Buffer.from(`x-access-token:${at.token}`).toString('base64');
    for (const path of paths)
      for (const secret of [at.token, encoded]) assert.deepEqual(await filesWith(path, secret), []);
    assert.doesNotMatch(at.log.join('\n'), new RegExp(`${at.token}|${encoded}`));
    assert.ok(at.log.length > 20);
    // The watch would have seen it: a process that has it in its arguments is found.
    const { spawn } = await import('node:child_process');
    const loud = spawn('sleep', ['60'], { argv0: at.token });
    try {
      await new Promise(done => loud.once('spawn', done));
      assert.ok((await processes()).some(words => words.includes(at.token)));
    } finally {
      loud.kill();
    }
  }).timeout(60_000);
});
