import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place } from './scenario.ts';

/**
 * What answers git's questions here, beside the shim: a shell starts in a tenth of the time of a Node, and the matrix asks
 * thousands of times. The real channel has `test/unit/port/cloneToken.test.ts` and `leakProof.test.ts`.
 */
export async function answererOf({
  gitBinary,
  token,
}: Pick<Place, 'gitBinary' | 'token'>): Promise<Readonly<Record<string, string>>> {
  const path = join(dirname(gitBinary), 'askpass');
  const script = `#!/bin/sh\ncase $1 in Username*) echo x-access-token ;; *) echo '${token}' ;; esac\n`;
  await writeFile(path, script, { mode: 0o700 });
  return { GIT_ASKPASS: path };
}
