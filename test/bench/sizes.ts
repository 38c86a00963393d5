import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kb } from './numbers.ts';

const root = resolve(import.meta.dirname, '../..');

/** Bytes of the production build: what activation evaluates, and all that the host can load. */
export function benchSizes(): string[] {
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production'], { cwd: root });
  const size = (name: string) => statSync(join(root, 'dist', name)).size;
  const [activation, work, askpass, sandbox] = [
    'extension.cjs',
    'work.cjs',
    'askpass.cjs',
    'sandbox.cjs',
  ].map(size);
  return [
    `evaluated at activation:     ${kb(activation!)} (aim: under 60 KB)`,
    `host together:               ${kb(activation! + work! + askpass! + sandbox!)} (aim: under 700 KB; of it the sandbox ${kb(sandbox!)})`,
    `port page:                   ${kb(size('webview/port.js'))} script, ${kb(size('webview/port.css'))} styles`,
    `advisory page:               ${kb(size('webview/advisory.js'))} script (aim: under 350 KB), ${kb(size('webview/advisory.css'))} styles`,
  ];
}
