/**
 * `npm start`: a sandbox, real VS Code with the packaged extension, and the address to open. `-- --tour` walks the
 * main job instead, without a window, and ends.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startSandbox } from '../../src/sandbox/index.ts';
import { packageExtension } from './package.ts';
import { clonePublic } from './publicClone.ts';
import { sandboxSettings } from './sandboxSettings.ts';
import { startServer } from './server.ts';

if (process.argv.includes('--tour')) {
  const { tour } = await import('../e2e/tour.ts');
  for (const theme of ['dark', 'light', 'hc'] as const) await tour(theme, words => console.log(words));
  console.log(`The pictures are in ${join('out', 'tour')}.`);
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'ghsa-start-'));
const sandbox = await startSandbox();
const clone = await clonePublic(sandbox);
const settings = sandboxSettings(sandbox);
console.log('Building…');
const vsix = await packageExtension(folder);
const stop = process.platform === 'linux' ? await inBrowser() : await onDesktop();
console.log('The practice GitHub runs beside it; nothing in it is real. Stop with Ctrl+C.');
console.log(
  `In the shield view press "Sign In to GitHub" and paste this token: ${sandbox.tokens['coordinator']}`,
);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void (async () => {
      await stop();
      await sandbox.stop();
      await clone.remove();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      process.exit(0);
    })();
  });
}

async function inBrowser(): Promise<() => Promise<void>> {
  const server = await startServer({ version: 'latest', dataDir: join(folder, 'data'), settings, vsix });
  console.log(`Open ${server.origin}/?tkn=${server.token}&folder=${encodeURIComponent(clone.path)}`);
  return () => server.stop();
}

/** macOS and Windows: the VS Code that is installed, with a profile of its own. */
async function onDesktop(): Promise<() => Promise<void>> {
  const { writeFile, mkdir } = await import('node:fs/promises');
  const user = join(folder, 'user', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify(settings, null, 2));
  const windows = process.platform === 'win32';
  const profile = ['--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')];
  const code = (...args: string[]) =>
    spawnSync(windows ? 'code.cmd' : 'code', [...profile, ...args], { shell: windows });
  if (code('--install-extension', resolve(vsix)).status !== 0) {
    console.error('VS Code was not found: put its `code` command into the PATH, then run npm start again.');
    process.exit(2);
  }
  code('--new-window', clone.path);
  return async () => undefined;
}
