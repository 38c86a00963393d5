import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { alive } from '../alive.ts';

/** A clone in the making lies beside its target and says who makes it: `<target>.<process id>.part`. */
const partName = /^\.(\d+)\.part$/;

/** Makes the folder for a clone in the making, and removes those whose process is gone. */
export async function makePart(target: string): Promise<string> {
  const root = dirname(target);
  await mkdir(root, { recursive: true, mode: 0o700 });
  for (const name of await readdir(root)) {
    if (!name.startsWith(basename(target))) continue;
    const owner = Number(partName.exec(name.slice(basename(target).length))?.[1] ?? Number.NaN);
    // One of this process is of an earlier try: two at a time are refused before they come here.
    if (owner === process.pid || (owner > 0 && !alive(owner))) await removeFolder(join(root, name));
  }
  const part = `${target}.${process.pid}.part`;
  await mkdir(part, { mode: 0o700 });
  return part;
}

/** Clones in the making below some folders, whose process is gone. */
export async function halfClones(roots: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    roots.map(async root =>
      (await readdir(root).catch(() => []))
        .filter(name => !alive(Number(/\.(\d+)\.part$/.exec(name)?.[1] ?? process.pid)))
        .map(name => join(root, name)),
    ),
  );
  return found.flat();
}

/** The clone is whole: it gets its name. */
export async function finishPart(part: string, target: string): Promise<void> {
  await rename(part, target);
}

/**
 * Deletes a folder, also while a git that was killed still writes its last file there. Doing it twice is harmless.
 */
export async function removeFolder(path: string): Promise<void> {
  for (let left = 3; left > 0 && (await exists(path)); left--) {
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
