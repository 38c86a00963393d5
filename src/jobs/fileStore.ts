import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JobError } from './errors.ts';
import type { JobStore } from './store.ts';

/** One 0600 file per key; `pathOf` says where. Written beside and renamed, so that a kill leaves the old record. */
export function fileStore(pathOf: (key: string) => string): JobStore {
  return {
    async load(key) {
      let text: string;
      try {
        text = await readFile(pathOf(key), 'utf8');
      } catch {
        return null;
      }
      try {
        return JSON.parse(text) as unknown;
      } catch {
        // As no record it would be begun anew, and make everything twice.
        throw new JobError(
          'changed',
          `The memory of this port is damaged. Look on GitHub what is there already, then delete ${dirname(pathOf(key))}.`,
        );
      }
    },
    async save(key, record) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // What a kill left there may have any mode; a mode is given to new files only.
      await rm(`${path}.new`, { force: true });
      await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
