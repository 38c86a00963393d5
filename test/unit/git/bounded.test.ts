import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/git/index.ts';

describe('a git that is not what it should be', function () {
  this.timeout(60_000);
  let folder: string;
  before(async function () {
    // Windows starts no shell scripts.
    if (process.platform === 'win32') return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'ghsa-bounded-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const fake = async (script: string) => {
    const binary = join(folder, 'git');
    await writeFile(binary, `#!/bin/sh\n${script}\n`);
    await chmod(binary, 0o755);
    return new Git({ binary, largest: 2 ** 20 });
  };

  for (const [where, to] of [
    ['as its answer', ''],
    ['as its words', '>&2'],
  ] as const)
    it(`is ended where it prints without end ${where}`, async () => {
      // Alone it would go on for ever.
      const git = await fake(`exec yes spam ${to}`);
      await assert.rejects(git.run({ cwd: folder, args: ['log'] }), {
        name: 'GitError',
        kind: 'failed',
        message: 'git log answered with more than 1 MB, so it was ended. Nothing of it was used.',
      });
    });

  it('answers up to that bound, and bytes too', async () => {
    const git = await fake('head -c 1000000 /dev/zero');
    assert.equal((await git.bytes(folder, ['log'])).length, 1_000_000);
  });

  it('that waits for somebody at its input gets an end of it', async () => {
    const git = await fake('read answer; echo "got $?"');
    assert.equal((await git.run({ cwd: folder, args: ['log'] })).out, 'got 1\n');
  });
});
