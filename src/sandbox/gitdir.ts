import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** The sandbox's own git: no configuration of the user or the machine reaches it. */
export const cleanEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  TZ: 'UTC',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
};

/** Runs git in a bare repository and gives its output as bytes. */
export async function gitBytes(
  dir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Buffer> {
  const { stdout } = await exec('git', [...args], {
    cwd: dir,
    env: { ...cleanEnvironment, ...env },
    encoding: 'buffer',
    maxBuffer: 1 << 28,
  });
  return stdout;
}

/** The same as text, without the final newline. */
export async function git(
  dir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return (await gitBytes(dir, args, env)).toString('utf8').trimEnd();
}

/** Makes a bare repository; `borrow` is another one whose objects it uses. */
export async function makeBare(dir: string, borrow: string | null): Promise<string> {
  for (const folder of ['objects/info', 'objects/pack', 'refs/heads']) {
    await mkdir(join(dir, folder), { recursive: true, mode: 0o700 });
  }
  await writeFile(join(dir, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(
    join(dir, 'config'),
    [
      '[core]',
      '\trepositoryformatversion = 0',
      '\tbare = true',
      '[http]',
      '\treceivepack = true',
      '[uploadpack]',
      '\tallowFilter = true',
      '\tallowAnySHA1InWant = true',
      '[receive]',
      '\tfsckObjects = false',
      '[gc]',
      '\tauto = 0',
      '',
    ].join('\n'),
  );
  if (borrow !== null) await writeFile(join(dir, 'objects/info/alternates'), `${borrow}\n`);
  return dir;
}

/** Feeds a `git fast-import` stream. */
export async function fastImport(dir: string, stream: Buffer): Promise<void> {
  const child = spawn('git', ['fast-import', '--quiet', '--force'], {
    cwd: dir,
    env: cleanEnvironment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', data => (words += String(data)));
  child.stdin.end(stream);
  const code = await new Promise(done => child.on('close', done));
  if (code !== 0) throw new Error(`fast-import failed: ${words}`);
}
