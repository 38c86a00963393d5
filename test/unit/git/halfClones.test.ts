import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { halfClones } from '../../../src/git/clone/part.ts';

describe('what a clone that was killed left behind', () => {
  let root: string;
  beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'half-'))));
  afterEach(() => rm(root, { recursive: true }));

  it('is found by the process that is gone; what is whole, or still made, is not', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    for (const name of ['fork', 'fork.part', `fork.${process.pid}.part`, `fork.${gone}.part`])
      await mkdir(join(root, name));
    assert.deepEqual(await halfClones([root, join(root, 'not there')]), [join(root, `fork.${gone}.part`)]);
  });
});
