import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Place } from './scenario.ts';

/**
 * What answers git's questions here, beside the shim: a shell starts in a tenth of the time of a Node, and the matrix asks
 * thousands of times. The real channel has `test/unit/port/cloneToken.test.ts` and `leakProof.test.ts`.
 */
export async function answererOf({
  gitBinary,
  root,
  token,
}: Pick<Place, 'gitBinary' | 'root' | 'token'>): Promise<{ readonly GIT_ASKPASS: string }> {
  // A job that is being opened has git itself, and no shim.
  const path = join(isAbsolute(gitBinary) ? dirname(gitBinary) : root, 'askpass');
  const script = `#!/bin/sh\ncase $1 in Username*) echo x-access-token ;; *) echo '${token}' ;; esac\n`;
  // In its place at once: git of a press that was cancelled may be running the one that is there.
  const made = `${path}-${randomUUID()}`;
  await writeFile(made, script, { mode: 0o700 });
  await rename(made, path);
  return { GIT_ASKPASS: path };
}
