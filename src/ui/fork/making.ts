import type { Advisory } from '../../advisory/model.ts';
import { forkReady } from '../../jobs/fork/wait.ts';
import type { ForkDesk } from './desk.ts';

/**
 * Does GitHub still make a private fork that was waited for? It names one before it can be read. Of others GitHub is not
 * asked: reading them says what there is.
 */
export async function isStillMade({ parts }: ForkDesk, advisory: Advisory): Promise<boolean> {
  const { progress, github } = parts;
  await progress.load();
  if (advisory.privateFork === null || progress.of(advisory).fork === undefined) return false;
  return !(await forkReady(await github(), advisory.privateFork));
}
