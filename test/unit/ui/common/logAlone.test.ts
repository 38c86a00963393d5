import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';

describe('a log', () => {
  it('is written by one class alone, and nothing of ours writes to a console', async () => {
    const root = new URL('../../../../', import.meta.url);
    const files = (await readdir(new URL('src/', root), { recursive: true }))
      .map(file => file.replaceAll('\\', '/'))
      // The terminal's own words, and the practice GitHub's.
      .filter(file => file.endsWith('.ts') && !/^(?:sandbox\/|jobs\/port\/cli\.ts)/.test(file));
    const found: string[] = [];
    for (const file of files) {
      const text = await readFile(new URL(`src/${file}`, root), 'utf8');
      if (/\bcreateOutputChannel\b|\bconsole\.|\bprocess\.std(?:out|err)\.write\b/.test(text))
        found.push(file);
    }
    assert.deepEqual(found, ['ui/common/log.ts']);
  });
});
