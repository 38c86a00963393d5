import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of this name below another. */
export async function folderOf(root: string, name: string): Promise<string> {
  const found = (await readdir(root, { recursive: true, withFileTypes: true })).find(
    entry => entry.isDirectory() && entry.name === name,
  );
  assert.ok(found, `There is no folder ${name}.`);
  return join(found.parentPath, found.name);
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Looks until it is so. */
export async function waitFor(so: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await so());) {
    assert.ok(Date.now() < deadline, 'It did not come in a minute.');
    await new Promise(done => setTimeout(done, 200));
  }
}
