import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

describe('CONTRIBUTING', () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

  it('names files that are there', () => {
    const named = [...text.matchAll(/`((?:src|test|webview)\/[\w./-]+\.\w+)`/g)].map(([, path]) => path!);
    assert.ok(named.length > 30, `only ${named.length} names were found`);
    assert.deepEqual(
      named.filter(path => !existsSync(join(root, path))),
      [],
    );
  });

  it('names code and a test for every promise', () => {
    const rows = text.split('\n').filter(line => /^\| .*`src\/.*\|/.test(line) && line.includes('`test/'));
    assert.ok(rows.length >= 13, `only ${rows.length} promises were found`);
    for (const row of rows) {
      const [, promise, code, test] = row.split('|').map(cell => cell.trim());
      assert.ok(promise && /`src\//.test(code ?? '') && /`test\//.test(test ?? ''), row);
    }
  });
});
