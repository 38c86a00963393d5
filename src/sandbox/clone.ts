import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from './gitdir.ts';

const run = promisify(execFile);

/**
 * A public clone as a coordinator has one, in a folder that may be there already: `upstream` is the project, `origin`
 * the own fork. One that is there only learns where the sandbox is now.
 */
export async function practiceClone(sandbox: { readonly git: string }, folder: string): Promise<void> {
  const git = (...args: string[]) =>
    run('git', args, { env: { ...cleanEnvironment, GIT_TERMINAL_PROMPT: '0' } });
  const upstream = `${sandbox.git}/python/cpython.git`;
  const origin = `${sandbox.git}/octo-coordinator/cpython.git`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const whole = await git('-C', folder, 'rev-parse', '--verify', '--quiet', 'upstream/main^{commit}').then(
    () => true,
    () => false,
  );
  if (whole) {
    await git('-C', folder, 'remote', 'set-url', 'upstream', upstream);
    await git('-C', folder, 'remote', 'set-url', 'origin', origin);
    return;
  }
  // One that was cut short. The folder itself stays: a window may be open on it.
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
  await git('clone', '-q', '-o', 'upstream', upstream, folder);
  await git('-C', folder, 'remote', 'add', 'origin', origin);
}
