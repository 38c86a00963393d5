import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/git/index.ts';

describe('a git that something killed', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'ghsa-killed-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  it('is told as one sentence, also where it had done its work', async function () {
    // Windows starts no shell scripts.
    if (process.platform === 'win32') return this.skip();
    const binary = join(folder, 'git');
    for (const work of ['', 'git "$@"']) {
      await writeFile(binary, `#!/bin/sh\n${work}\nkill -KILL $$\n`);
      await chmod(binary, 0o755);
      await assert.rejects(new Git({ binary }).run({ cwd: folder, args: ['version'], ok: [0, 1] }), {
        name: 'GitError',
        kind: 'failed',
        message: 'git version was ended before it was done. Try once more.',
      });
    }
  });
});
