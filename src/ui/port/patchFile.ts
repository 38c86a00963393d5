import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileOf = (folder: string) => join(folder, 'source.patch');

/** Keeps the patch file of a port whose conflicts are resolved, in the job's folder; it goes with it. */
export async function keepPatch(folder: string, bytes: Uint8Array): Promise<void> {
  await writeFile(fileOf(folder), bytes, { mode: 0o600 });
}

/** The patch file of a port, as it was handed over; null where there is none. */
export async function readPatchOf(folder: string): Promise<Uint8Array | null> {
  return readFile(fileOf(folder)).catch(() => null);
}
