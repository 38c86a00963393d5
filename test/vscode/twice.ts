/** The `.vsix`, built twice: byte for byte the same, with its list of parts and their licences, and no path of a machine. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageExtension } from './package.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ghsa-twice-'));
try {
  const first = readFileSync(await packageExtension(folder));
  const second = readFileSync(await packageExtension(folder));
  assert.ok(first.equals(second), 'Two builds of the same sources differ.');
  // Names stand as they are in a zip's directory.
  for (const name of ['sbom.cdx.json', 'THIRD-PARTY-LICENSES.txt'])
    assert.ok(first.includes(`extension/dist/${name}`), `The .vsix has no ${name}.`);
  assert.ok(!first.includes('inputs.json'), 'The .vsix holds a file of the build.');
  const bundles = [
    ...readdirSync(join(root, 'dist')),
    ...readdirSync(join(root, 'dist/webview')).map(name => `webview/${name}`),
  ];
  for (const name of bundles.filter(name => /\.c?js$/.test(name)))
    assert.ok(
      !readFileSync(join(root, 'dist', name)).includes(root),
      `${name} holds the path of this machine.`,
    );
  console.log(`${first.length} bytes, twice the same.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
