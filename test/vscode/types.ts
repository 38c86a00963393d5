/** `npm run types`: the three projects, each with what it may see. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const codes = ['.', 'webview', 'test'].map(
  project => spawnSync(process.execPath, [tsc, '-p', project], { cwd: root, stdio: 'inherit' }).status,
);
process.exit(codes.every(code => code === 0) ? 0 : 1);
