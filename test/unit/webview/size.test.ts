import * as esbuild from 'esbuild';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';

/** A profile, and what only profiles use. */
const rules = /src\/project\/(?:(?:cpython|pip|plain|rst|assigned|releaseCycle)\/|profiles\.ts|texts\.ts)/;

describe('the bundle of the advisory page', function () {
  this.timeout(60_000);

  it('is smaller than 375 KB, and carries no project of all', async () => {
    const { outputFiles, metafile } = await esbuild.build({
      entryPoints: [resolve(import.meta.dirname, '../../../webview/advisory/main.ts')],
      outdir: '/',
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'iife',
      target: 'chrome128',
    });
    const script = outputFiles.find(({ path }) => path.endsWith('.js'))!.contents.length;
    assert.ok(script < 375 * 1024, `${script} bytes`);
    const page = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
    assert.ok(page);
    const carried = Object.entries(page.inputs).filter(
      ([path, { bytesInOutput }]) => bytesInOutput > 0 && rules.test(path),
    );
    // The host says what the page needs of one (`ProfileFacts`).
    assert.deepEqual(
      carried.map(([path]) => path),
      [],
    );
  });
});
