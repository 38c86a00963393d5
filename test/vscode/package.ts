/** `npm run package`: the production build as a `.vsix`. Prints its path. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bomOf, componentsOf, noticesOf } from './components.ts';

const root = resolve(import.meta.dirname, '../..');

/** Builds and packages the extension and gives the file's path. */
export async function packageExtension(folder = root): Promise<string> {
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production'], { cwd: root, stdio: 'ignore' });
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'name' | 'version' | 'license',
    string
  >;
  const inputs = JSON.parse(readFileSync(join(root, 'dist/inputs.json'), 'utf8')) as string[];
  const parts = componentsOf(root, inputs);
  writeFileSync(join(root, 'dist/sbom.cdx.json'), bomOf({ name, version, license }, parts));
  writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), noticesOf(parts));
  const packagePath = join(folder, `${name}-${version}.vsix`);
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  // Everything is bundled, and the README's pictures travel in the package.
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  execFileSync(process.execPath, [vsce, 'package', '--out', packagePath, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    // vsce sorts the files and gives them this time, so that the same sources give the same bytes; a zip writes it in
    // local time.
    env: { ...process.env, SOURCE_DATE_EPOCH: '946684800', TZ: 'UTC', LC_ALL: 'C' },
  });
  return packagePath;
}

if (process.argv[1] === import.meta.filename) console.log(await packageExtension());
