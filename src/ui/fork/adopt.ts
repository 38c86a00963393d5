import { window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { Git } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { isGuarded, repairGuard } from '../embargo/guard.ts';
import type { ForkDesk } from './desk.ts';
import { whole } from './whole.ts';

const use = 'Use It';

/**
 * Takes in a clone of the fork that no record tells of. One of ours has our guard already (another window made it, or
 * the record was lost); of anybody else's it is asked first, as its remotes change. False: it stays as it is.
 */
export async function adopt(
  desk: ForkDesk,
  git: Git,
  clone: PrivateClone,
  signal: AbortSignal,
): Promise<boolean> {
  if (!(await isGuarded(clone))) {
    const answer = await window.showWarningMessage(
      `Use the clone of ${shortId(clone.ghsaId)} that is there already?`,
      {
        modal: true,
        detail: `${clone.path} was not made here. Its remotes origin and upstream are set anew, and pushes from it go to the private fork only.`,
      },
      use,
    );
    if (answer !== use) return false;
  }
  await repairGuard(git, clone, signal);
  // A record of another window's knows its worktrees; git knows them in every case.
  await desk.parts.clones.keep(await whole(git, clone));
  return true;
}
