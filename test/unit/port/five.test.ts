import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError, filesOf } from '../../../src/jobs/port/index.ts';
import { git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import { assertExact, assertTree, samples } from './exact.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';
import { writeHostile } from './hostileConfig.ts';

const egg = 'GHSA-2c3f-4g5h-6j7m';

/** Takes the private side of each conflict, as the e2e test does in the merge editor. */
async function resolve(error: ConflictError): Promise<Buffer> {
  const path = join(filesOf(error.folder), 'Lib/egg.py');
  const text = (await readFile(path, 'utf8')).replace(/<<<<<<<[^]*?=======\n([^]*?)>>>>>>> .*\n/g, '$1');
  await writeFile(path, text);
  return Buffer.from(text);
}

describe('all five sample pull requests end in the exact tree', () => {
  let at: Desk;
  const home = process.env['HOME'];
  beforeEach(async () => (at = await desk()));
  afterEach(async () => {
    process.env['HOME'] = home;
    await at.close();
  });

  async function cloned(...args: string[]): Promise<string> {
    const path = join(at.root, 'clone');
    const address = `${at.sandbox.git}/python/cpython.git`;
    await git(at.root, ['clone', '-q', '-o', 'upstream', ...args, address, path]);
    return path;
  }

  const places: Readonly<Record<string, () => Promise<string | null>>> = {
    'a complete clone': async () => at.clone,
    'a shallow clone': () => cloned('--depth=1'),
    'no clone': async () => null,
    'a complete clone, under a hostile configuration': async () => {
      const hostile = join(at.root, 'home');
      await mkdir(hostile);
      await writeHostile(hostile, join(at.root, 'ran'), at.sandbox.git);
      process.env['HOME'] = hostile;
      return at.clone;
    },
  };

  for (const [name, place] of Object.entries(places)) {
    it(`from ${name}`, async () => {
      const clone = await place();
      for (const id of Object.keys(samples)) {
        const { prepared, draft } = await prepare(at, id, { clone });
        await assertExact(at, id, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`);
      }
      const error = await prepare(at, egg, { clone }).catch((caught: unknown) => caught);
      assert.ok(error instanceof ConflictError, String(error));
      const resolved = await resolve(error);
      const { prepared, draft } = await prepare(at, egg, { clone });
      const fork = at.sandbox.dir(`python/cpython-${egg.toLowerCase()}`);
      await assertTree(at, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`, {
        'Lib/egg.py': resolved,
        'Lib/test/test_egg.py': await gitBytes(fork, ['show', 'advisory-fix-1:Lib/test/test_egg.py']),
      });
    });
  }
});
