import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where everything of a private clone lies: beside each other in one folder, named after the fork. */
export interface ClonePlaces {
  readonly path: string;
  /** Our own, outside the clone: nothing of the fork can change its settings. */
  readonly workspaceFile: string;
}

/** Something names no folder. */
class NameError extends Error {
  override readonly name = 'NameError';
  readonly kind = 'not-a-name';
}

/** `set` is the setting `ghsa.privateClones`; empty: below the extension's storage. @throws NameError */
export function clonesRootOf(set: string, globalStorage: string): string {
  const root = set.trim().replace(/^~(?=[/\\]|$)/, () => homedir());
  if (root === '') return join(globalStorage, 'clones');
  if (!isAbsolute(root))
    throw new NameError(
      `ghsa.privateClones is "${root}": that is no absolute path. Set one, or nothing for the usual place.`,
    );
  return root;
}

/** Where a new worktree of a clone lies: beside it, named after what it is for. */
export function worktreeAt(clone: string, name: string): string {
  return `${clone}.${name.replace(/[^\w.-]+/g, '-')}`;
}

/** @throws NameError where GitHub's answer is no name: it becomes a path */
export function placesOf(root: string, fork: string): ClonePlaces {
  const name = fork.slice(fork.lastIndexOf('/') + 1);
  if (!/^[\w-][\w.-]*$/.test(name))
    throw new NameError('GitHub named the private fork in a way that is no folder. Nothing was cloned.');
  const path = join(root, name);
  return { path, workspaceFile: `${path}.code-workspace` };
}
