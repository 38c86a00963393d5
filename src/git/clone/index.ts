export { baseOf, rememberBase } from './base.ts';
export { currentBranch, nextFixBranch, publicBranches } from './branches.ts';
export { cloneFork } from './clone.ts';
export { removeClone } from './remove.ts';
export type { Cloned, CloneMethod, CloneRequest, CloneRun } from './types.ts';
export { unpushed, worktreesOf, type Unpushed } from './unpushed.ts';
export { updateFromPublic, type Updated } from './update.ts';
export { addWorktree, type Worktree } from './worktree.ts';
