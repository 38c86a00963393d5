import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const { properties } = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, { scope: string; default?: unknown }> } };
  }
).contributes.configuration;

/** The cells of the table below a heading, without its head. */
function table(heading: string): string[][] {
  const section = text.split(/^## /m).find(part => part.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('|'));
  return rows.slice(2).map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

describe('SECURITY.md', () => {
  it('names for every promise a test that is there, by its own name', () => {
    const promises = table('Promises');
    assert.ok(promises.length >= 15, `only ${promises.length} promises were found`);
    for (const [promise, file, name] of promises) {
      const path = /^`(.+)`$/.exec(file ?? '')?.[1] ?? '';
      assert.ok(promise && existsSync(join(root, path)), `${promise}: there is no ${file}`);
      assert.ok(name && readFileSync(join(root, path), 'utf8').includes(name), `${path} has no “${name}”`);
    }
  });

  it('names every host that the settings lead to, and each is the machine’s', () => {
    const hosts = table('What leaves');
    for (const [setting, { scope, default: value }] of Object.entries(properties)) {
      if (typeof value !== 'string' || !/^https?:/.test(value)) continue;
      const row = hosts.find(cells => cells.at(-1) === `\`${setting}\``);
      assert.equal(row?.[0], `\`${new URL(value).host}\``, setting);
      assert.equal(scope, 'machine', setting);
    }
  });
});
