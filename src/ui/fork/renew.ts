import type { PrivateClone } from '../../jobs/fork/types.ts';
import { settings } from '../common/settings.ts';
import { repairGuard } from '../embargo/guard.ts';
import type { ForkDesk } from './desk.ts';
import { isThere } from './open.ts';

/**
 * The practice GitHub gets another port each time: its clones learn where it is now. The guard knows the
 * addresses of both remotes, so it is set anew. A clone of the real GitHub is given as it is.
 */
export async function renewed(desk: ForkDesk, clone: PrivateClone): Promise<PrivateClone> {
  const { session, clones } = desk.parts;
  if (!settings.practice || clone.gitUrl === settings.gitUrl() || (await session.token()) === null)
    return clone;
  if (!(await isThere(clone))) return clone;
  const { git, gitUrl, github } = await desk.tools();
  const next = { ...clone, gitUrl, apiUrl: github.apiUrl };
  await repairGuard(git, next);
  await clones.keep(next);
  return next;
}
