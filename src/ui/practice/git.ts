import { spawn } from 'node:child_process';
import { PracticeError } from './errors.ts';

const needed = 'The sandbox needs git 2.38 or newer with "git http-backend" in the PATH';

/** What the sandbox serves clones with. @throws PracticeError with one sentence where it is missing. */
export async function requireHttpBackend(git = 'git'): Promise<void> {
  const version = /(\d+)\.(\d+)/.exec((await output(git, ['version'])) ?? '');
  if (!version)
    throw new PracticeError('no-git', `${needed}; git was not found. Install it, then try again.`);
  const [, major = 0, minor = 0] = version.map(Number);
  if (major < 2 || (major === 2 && minor < 38)) {
    throw new PracticeError('no-git', `${needed}; found ${version[0]}. Update it, then try again.`);
  }
  // Without a request it answers 500 in CGI's form; where it is missing git writes to stderr only.
  if (!(await output(git, ['http-backend']))?.startsWith('Status:')) {
    throw new PracticeError(
      'no-git',
      `${needed}; this git has no http-backend (some systems pack it apart). Install it, then try again.`,
    );
  }
}

/** What it prints; null where it cannot be run. */
function output(git: string, args: readonly string[]): Promise<string | null> {
  return new Promise(done => {
    const child = spawn(git, args, { stdio: ['ignore', 'pipe', 'ignore'], env: cgiFree() });
    let text = '';
    child.stdout.on('data', data => (text += String(data)));
    child.once('error', () => done(null));
    child.once('close', () => done(text));
  });
}

/** Nothing that looks like a request. */
function cgiFree(): NodeJS.ProcessEnv {
  const { REQUEST_METHOD: _, ...rest } = process.env;
  return rest;
}
