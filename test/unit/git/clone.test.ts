import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cloneFork } from '../../../src/git/clone/index.ts';
import { person, table, type Table } from './cloneHarness.ts';

describe('cloning a private fork', () => {
  let at: Table;
  beforeEach(async () => (at = await table()));
  afterEach(() => at.close());

  it('uses the objects of the public clone and fetches the difference only', async () => {
    const said: string[] = [];
    const cloned = await cloneFork(at.git, at.request(), { progress: words => said.push(words) });
    assert.equal(cloned.method, 'local');
    // The first is in the fork already.
    assert.equal(cloned.branch, 'advisory-fix-2');
    assert.deepEqual(cloned.notes, []);
    assert.equal(said[0], 'using objects of your cpython clone…');
    assert.equal(
      await person(cloned.path, 'rev-parse', 'HEAD'),
      await person(at.sandbox.dir(at.fork), 'rev-parse', 'main'),
    );
    assert.equal(await person(cloned.path, 'status', '--porcelain'), '');
    const [pack] = (await readdir(join(at.publicClone, '.git/objects/pack'))).filter(name =>
      name.endsWith('.pack'),
    );
    const [theirs, ours] = await Promise.all(
      [at.publicClone, cloned.path].map(clone => stat(join(clone, '.git/objects/pack', pack!))),
    );
    assert.equal(ours!.ino, theirs!.ino);
    assert.equal((await stat(cloned.path)).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(dirname(cloned.path)), [`cpython-ghsa-7q4m-xv2c-93rp`]);
  });
});
