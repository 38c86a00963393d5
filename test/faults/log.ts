import { appendFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { redact } from '../../src/embargo/redact.ts';
import { describe } from '../../src/ui/common/describe.ts';
import type { Place } from './scenario.ts';

/** Where the lines are: beside the shim, which is no place of the product. */
export const logFile = (gitBinary: string) => join(dirname(gitBinary), 'log');

/** The log of a window, line by line as `src/ui/common/log.ts` writes it. A job that is being opened has none. */
export function logOf({ gitBinary }: Pick<Place, 'gitBinary'>) {
  const line = (words: string) => {
    if (isAbsolute(gitBinary)) appendFileSync(logFile(gitBinary), `${redact(words)}\n`);
  };
  return { debug: line, error: (error: unknown) => line(describe(error)) };
}
