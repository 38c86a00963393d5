/** The `.vsix`, built twice: byte for byte the same, with its list of parts and their licences, and no path of a machine. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageExtension } from './package.ts';
import { notListed, notNoticed, shippedOf } from './shipped.ts';
import { unzip } from './vsix.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ghsa-twice-'));
try {
  const first = readFileSync(await packageExtension(folder));
  const second = readFileSync(await packageExtension(folder));
  assert.ok(first.equals(second), 'Two builds of the same sources differ.');
  const files = unzip(first);
  for (const name of ['sbom.cdx.json', 'THIRD-PARTY-LICENSES.txt'])
    assert.ok(files.has(`extension/dist/${name}`), `The .vsix has no ${name}.`);
  const inFile = (name: string) => files.get(`extension/dist/${name}`)!.toString('utf8');
  const shipped = shippedOf(
    root,
    JSON.parse(readFileSync(join(root, 'dist/inputs.json'), 'utf8')) as string[],
  );
  const unlisted = notListed(inFile('sbom.cdx.json'), shipped).join(', ');
  assert.equal(unlisted, '', `The .vsix lists no version and licence of ${unlisted}.`);
  const unnoticed = notNoticed(inFile('THIRD-PARTY-LICENSES.txt'), shipped).join(', ');
  assert.equal(unnoticed, '', `The .vsix has no licence text of ${unnoticed}.`);
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
  console.log(`${first.length} bytes, twice the same; ${shipped.length} parts of others, each listed.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
