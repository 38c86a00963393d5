/**
 * Builds everything that ships: `node esbuild.mjs [--production] [--watch]`.
 *
 *   dist/extension.cjs  what VS Code evaluates at activation: the window, small
 *   dist/work.cjs       GitHub, git, jobs and the panels, loaded by the first command or visible view
 *   dist/askpass.cjs    what git runs to ask us for a token
 *   dist/sandbox.cjs    the practice GitHub, loaded only when used
 *   dist/webview/       a bundle for each page, its styles and the icon font
 *   dist/inputs.json    what they were made of; stays here
 */
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** `import('./work.ts')` and the sandbox's stay files of their own, loaded when they run. */
const ownBundle = {
  name: 'own-bundle',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^\.\/(work|sandbox\/index)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${path.split(/[./]+/)[1]}.cjs`, external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  metafile: true,
  legalComments: 'none',
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    work: 'src/work.ts',
    askpass: 'src/git/credentials/askpassMain.ts',
    sandbox: 'src/sandbox/index.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  // What simple-git would print for whoever has DEBUG set.
  alias: { debug: './src/git/noDebug.ts' },
  plugins: [ownBundle],
};

/** @type {import('esbuild').BuildOptions} */
const pages = {
  ...common,
  entryPoints: {
    port: 'webview/port/main.ts',
    advisory: 'webview/advisory/main.ts',
    announce: 'webview/announce/main.ts',
    backports: 'webview/backports/main.ts',
  },
  outdir: 'dist/webview',
  format: 'iife',
  platform: 'browser',
  target: 'chrome128',
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/webview', { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) {
  await copyFile(`node_modules/@vscode/codicons/dist/${file}`, `dist/webview/${file}`);
}
if (watch) {
  for (const options of [host, pages]) await (await esbuild.context(options)).watch();
} else {
  /** Every file that went into a bundle: the list of what ships is made from it. */
  const inputs = new Set();
  for (const options of [host, pages]) {
    const { metafile } = await esbuild.build(options);
    // Only what was not shaken out of every output.
    for (const output of Object.values(metafile.outputs))
      for (const [file, { bytesInOutput }] of Object.entries(output.inputs))
        if (bytesInOutput > 0) inputs.add(file);
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) console.log(`${String(bytes).padStart(9)}  ${file}`);
    }
  }
  await writeFile('dist/inputs.json', JSON.stringify([...inputs].sort()));
}
