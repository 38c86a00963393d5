import { remoteAddress } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { settings } from '../common/settings.ts';
import { repairGuard } from '../embargo/guard.ts';
import type { ForkDesk } from './desk.ts';
import { isThere } from './open.ts';

/**
 * The practice GitHub gets another port each time: its clones learn where it is now. The guard is set anew with the
 * addresses, or pushes to the fork itself would be refused. A clone of the real GitHub is given as it is.
 */
export async function renewed(desk: ForkDesk, clone: PrivateClone): Promise<PrivateClone> {
  const { session, clones } = desk.parts;
  if (!settings.practice || clone.gitUrl === settings.gitUrl() || (await session.token()) === null)
    return clone;
  const { git, gitUrl, github } = await desk.tools();
  const next = { ...clone, gitUrl, apiUrl: github.apiUrl };
  if (!(await isThere(clone))) return clone;
  for (const [remote, name] of [
    ['origin', clone.fork],
    ['upstream', clone.upstream],
  ] as const) {
    await git.run({
      cwd: clone.path,
      args: ['config', '--local', `remote.${remote}.url`, remoteAddress(next, name)],
    });
  }
  await repairGuard(git, next);
  await clones.keep(next);
  return next;
}
