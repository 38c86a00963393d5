import { mergeTrees, moveRef, type Merged, type Sides } from './merge.ts';
import { standIn } from './patch.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** What is picked: the change from `from` to `to`, onto `onto`. All are commits or trees. */
export interface Pick {
  readonly onto: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Picks a change onto another commit without a working tree, as `git cherry-pick` does: a merge whose base is the state
 * before the change. Commits without a history stand in for the three states (`merge-tree --merge-base` came only with
 * git 2.40), at the refs of `names`, which git's markers then say.
 */
export async function pickOnto(
  git: Git,
  scratch: Scratch,
  { onto, from, to }: Pick,
  names: Sides,
  signal?: AbortSignal,
): Promise<Merged> {
  const base = await standIn(git, scratch, `${from}^{tree}`, null);
  await moveRef(git, scratch, `refs/${names.ours}`, await standIn(git, scratch, `${onto}^{tree}`, base));
  await moveRef(git, scratch, `refs/${names.theirs}`, await standIn(git, scratch, `${to}^{tree}`, base));
  return mergeTrees(git, scratch, signal, names);
}
