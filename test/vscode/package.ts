/** `npm run package`: the production build as a `.vsix`. Prints its path. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createVSIX } from '@vscode/vsce';

const root = resolve(import.meta.dirname, '../..');

/** Builds and packages the extension and gives the file's path. */
export async function packageExtension(folder = root): Promise<string> {
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production'], { cwd: root, stdio: 'ignore' });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const packagePath = join(folder, `${name}-${version}.vsix`);
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}

if (process.argv[1] === import.meta.filename) console.log(await packageExtension());
