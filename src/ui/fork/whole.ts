import { worktreesOf, type Git } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { real } from '../common/real.ts';

/**
 * The clone with every worktree that git knows of it: one may have been added in a terminal, or the window closed before
 * it was written down. As it is recorded where git cannot read it.
 */
export async function whole(git: Git, clone: PrivateClone): Promise<PrivateClone> {
  const [main, ...others] = await worktreesOf(git, clone.path).catch(() => []);
  // A damaged clone below some other repository would be answered for by that one: its folders are not ours.
  if (main === undefined || real(main) !== real(clone.path)) return clone;
  const known = clone.worktrees.map(real);
  const added = others.filter(folder => !known.includes(real(folder)));
  return added.length === 0 ? clone : { ...clone, worktrees: [...clone.worktrees, ...added] };
}
