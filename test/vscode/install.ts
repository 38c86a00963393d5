import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';

/** The npm packages that hold VS Code, and which Code they are. */
export const versions = {
  floor: { package: '4.100.3', code: '1.100.3' },
  latest: { package: '4.139.1', code: '1.139.1' },
} as const;

export type Version = keyof typeof versions;

/**
 * Installs VS Code's own server from npm into the cache and gives its folder (`lib/vscode` of code-server).
 * Built aside and renamed when it is whole, so that an interrupted install is simply done again.
 */
export async function installCode(version: Version): Promise<string> {
  const folder = join(cacheFolder(), `code-${versions[version].code}`);
  const server = join(folder, 'node_modules/code-server/lib/vscode');
  if (existsSync(join(folder, 'whole'))) return server;
  console.error(`Installing VS Code ${versions[version].code} from npm (once, about 600 MB)…`);
  const aside = `${folder}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, 'package.json'), '{"private":true}');
  await npm(aside, ['install', `code-server@${versions[version].package}`]);
  const inside = join(aside, 'node_modules/code-server/lib/vscode');
  await npm(inside, ['install', '--omit=dev']);
  await npm(join(inside, 'extensions'), ['install', '--omit=dev']);
  await writeFile(join(aside, 'whole'), '');
  // Another run may have been faster; then ours is not needed.
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
  return server;
}

function npm(cwd: string, args: readonly string[]): Promise<void> {
  const windows = process.platform === 'win32';
  return new Promise((done, failed) => {
    const child = spawn(
      windows ? 'npm.cmd' : 'npm',
      [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'],
      { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: windows },
    );
    child.on('error', failed);
    child.on('close', code =>
      code === 0 ? done() : failed(new Error(`npm ${args.join(' ')} ended with ${code}.`)),
    );
  });
}
