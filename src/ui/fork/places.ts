import { join } from 'node:path';

/** Where everything of a private clone lies: beside each other in one folder, named after the fork. */
export interface ClonePlaces {
  readonly path: string;
  /** Our own, outside the clone: nothing of the fork can change its settings. */
  readonly workspaceFile: string;
  readonly worktree: (branch: string) => string;
}

/** The fork has a name that is no folder's. */
class NameError extends Error {
  override readonly name = 'NameError';
  readonly kind = 'not-a-name';
}

/** `set` is the setting `ghsa.privateClones`; empty: below the extension's storage. */
export function clonesRootOf(set: string, globalStorage: string): string {
  return set.trim() || join(globalStorage, 'clones');
}

/** @throws NameError where GitHub's answer is no name: it becomes a path */
export function placesOf(root: string, fork: string): ClonePlaces {
  const name = fork.slice(fork.lastIndexOf('/') + 1);
  if (!/^[\w-][\w.-]*$/.test(name))
    throw new NameError('GitHub named the private fork in a way that is no folder. Nothing was cloned.');
  const path = join(root, name);
  return {
    path,
    workspaceFile: `${path}.code-workspace`,
    worktree: branch => `${path}.${branch.replace(/[^\w.-]+/g, '-')}`,
  };
}
