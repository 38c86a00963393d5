import * as esbuild from 'esbuild';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';

describe('the bundle of the advisory page', function () {
  this.timeout(60_000);

  it('is smaller than 375 KB', async () => {
    const { outputFiles } = await esbuild.build({
      entryPoints: [resolve(import.meta.dirname, '../../../webview/advisory/main.ts')],
      outdir: '/',
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'chrome128',
    });
    const script = outputFiles.find(({ path }) => path.endsWith('.js'))!.contents.length;
    assert.ok(script < 375 * 1024, `${script} bytes`);
  });
});
