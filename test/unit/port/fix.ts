import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { git } from '../../../src/sandbox/gitdir.ts';
import { hash, type Change } from './exact.ts';
import type { Desk } from './harness.ts';

const run = promisify(execFile);

/** Mode of a submodule; its bytes are a commit's id. */
const gitlink = '160000';

/** Makes public main with these files the head of the private pull request. Names in `latin1` are written so. */
export async function becomeFix(
  at: Desk,
  id: string,
  change: Change,
  latin1: readonly string[] = [],
): Promise<void> {
  const fork = at.sandbox.store.repo(`python/cpython-${id.toLowerCase()}`)!;
  const main = await git(at.sandbox.dir('python/cpython'), ['rev-parse', 'main']);
  const index = { GIT_INDEX_FILE: join(at.root, 'index') };
  await git(fork.dir, ['read-tree', main], index);
  const lines: Buffer[] = [];
  for (const [path, to] of Object.entries(change)) {
    const { mode, bytes } = Buffer.isBuffer(to) ? { mode: '100644', bytes: to } : (to ?? { mode: '0' });
    const blob = !bytes ? '0'.repeat(40) : mode === gitlink ? bytes.toString() : await hash(fork.dir, bytes);
    lines.push(
      Buffer.from(`${mode} ${blob}\t`),
      Buffer.from(`${path}\0`, latin1.includes(path) ? 'latin1' : 'utf8'),
    );
  }
  const child = run('git', ['update-index', '-z', '--index-info'], {
    cwd: fork.dir,
    env: { ...process.env, ...index },
  });
  child.child.stdin!.end(Buffer.concat(lines));
  await child;
  const tree = await git(fork.dir, ['write-tree'], index);
  const commit = await git(fork.dir, ['commit-tree', tree, '-p', main, '-m', 'Fix'], index);
  await git(fork.dir, ['update-ref', 'refs/pull/1/head', commit]);
  await git(fork.dir, ['update-ref', 'refs/heads/advisory-fix-1', commit]);
  fork.issues.get(1)!.pull!.headSha = commit;
}
