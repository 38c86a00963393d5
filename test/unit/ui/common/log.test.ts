import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import '../decide/window.ts';

const { window } = await import('vscode');
const { Log } = await import('../../../../src/ui/common/log.ts');

describe('the log', () => {
  it('gets each line without ids, names, addresses and tokens, whatever its level', () => {
    const lines: string[] = [];
    const channel = Object.fromEntries(
      ['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine'].map(level => [
        level,
        (line: string) => lines.push(line),
      ]),
    );
    Object.assign(window, { createOutputChannel: () => channel });
    const line =
      'GET python/cpython-ghsa-7q4m-xv2c-93rp GHSA-7q4m-xv2c-93rp oregano@home.example Bearer gho_abcdefgh';
    const log = new Log();
    log.debug(line);
    log.error(line);
    assert.equal(lines.length, 2);
    for (const written of lines)
      assert.equal(written, 'GET python/<private fork> <advisory> <e-mail> Bearer <token>');
  });

  it('is written by that class alone, and nothing of ours writes to a console', async () => {
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
