import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../src/sandbox/index.ts';

const run = promisify(execFile);

/** A public clone as a coordinator has one: `upstream` is the project, `origin` the own fork. */
export async function clonePublic(
  sandbox: Pick<Sandbox, 'git'>,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ghsa-clone-'));
  const path = join(folder, 'cpython');
  const git = (...args: string[]) => run('git', args, { env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } });
  await git('clone', '-q', '-o', 'upstream', `${sandbox.git}/python/cpython.git`, path);
  await git('-C', path, 'remote', 'add', 'origin', `${sandbox.git}/octo-coordinator/cpython.git`);
  return { path, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
