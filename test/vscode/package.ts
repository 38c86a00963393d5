/** `npm run package`: the production build as a `.vsix`. Prints its path. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Builds and packages the extension and gives the file's path. */
export async function packageExtension(folder = root): Promise<string> {
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production'], { cwd: root, stdio: 'ignore' });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const packagePath = join(folder, `${name}-${version}.vsix`);
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  // Everything is bundled, and the README's pictures travel in the package.
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  execFileSync(process.execPath, [vsce, 'package', '--out', packagePath, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return packagePath;
}

if (process.argv[1] === import.meta.filename) console.log(await packageExtension());
