import type { PrivateClone } from '../types.ts';

/** The folder to work in (of a clone, or of a worktree of it), and whose clone it is. */
export type Workplace = Pick<PrivateClone, 'path' | 'fork' | 'defaultBranch' | 'gitUrl'>;
