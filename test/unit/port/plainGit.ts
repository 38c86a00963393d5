import { spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment } from '../../../src/sandbox/gitdir.ts';

/** What plain git makes of a patch: the tree, or its own words where it refuses. */
export type Judged = { readonly tree: string } | { readonly refused: string };

/**
 * A repository with a working tree beside `objects`, in which git itself applies a patch to `tree`: `git apply --index`,
 * or `git am` for a series.
 */
export async function plainly(
  scratch: string,
  tree: string,
  patch: Buffer,
  by: 'apply' | 'am' = 'apply',
): Promise<Judged> {
  const folder = await mkdtemp(join(scratch, 'plain-'));
  const run = (args: readonly string[], input: string | Buffer = '') => {
    const { stdout, stderr, status } = spawnSync('git', args, {
      cwd: folder,
      input,
      maxBuffer: 1e8,
      env: cleanEnvironment,
    });
    return { status, out: stdout.toString().trim(), words: stderr.toString() };
  };
  const must = (args: readonly string[], input?: string | Buffer) => {
    const { status, out, words } = run(args, input);
    assert.equal(status, 0, words);
    return out;
  };
  try {
    must(['init', '-q', '.']);
    await mkdir(join(folder, '.git/objects/info'), { recursive: true });
    await appendFile(join(folder, '.git/objects/info/alternates'), `${join(scratch, 'objects')}\n`);
    must(['update-ref', 'HEAD', must(['commit-tree', '-m', 'was', tree])]);
    must(['read-tree', '--reset', '-u', 'HEAD']);
    const args = by === 'am' ? ['am', '-q', '--keep-cr'] : ['apply', '--index', '--whitespace=nowarn', '-'];
    const { status, words } = run(args, patch);
    if (status !== 0) return { refused: words };
    return { tree: must(by === 'am' ? ['rev-parse', 'HEAD^{tree}'] : ['write-tree', '--missing-ok']) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
