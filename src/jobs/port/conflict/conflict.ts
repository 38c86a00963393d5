import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepoRef } from '../../../advisory/model.ts';
import type { Stage, Unmerged } from '../../../git/index.ts';

/**
 * A conflict that waits for the coordinator, as a file in the job's scratch folder: ids and paths, no texts. The
 * merge that conflicted is written down, so that what was resolved stays right when public main moves on.
 */
export interface Conflict {
  readonly version: 1;
  readonly apiUrl: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly pull: number;
  /** Commit of public main, or of the branch that gets a backport. */
  readonly publicMain: string;
  readonly head: string;
  /** Of a backport; a port has none. */
  readonly backport?: ConflictOfBackport;
  /** The merge as git left it, with markers. */
  readonly tree: string;
  readonly files: readonly ConflictFile[];
}

/** Which backport a conflict is of: its branch, and whether it goes to the public or to the private fork. */
export interface ConflictOfBackport {
  readonly branch: string;
  readonly into: 'public' | 'private';
  /** What the two sides are called: "3.12", "the fix on main". */
  readonly ours: string;
  readonly theirs: string;
  /** Number of the private backport that was chosen in place of the commit on main. */
  readonly from?: number;
}

/** How a file is resolved: `edit` takes the markers out of it, `choose` takes one side or none. */
export interface ConflictFile {
  readonly path: string;
  readonly kind: 'edit' | 'choose';
  readonly base: Stage | null;
  readonly ours: Stage | null;
  readonly theirs: Stage | null;
  /** git's own sentence. */
  readonly words: string;
  /** A second place where it may stand: the directory's name before public main renamed it. */
  readonly elsewhere: string | null;
}

/** What `elsewhere` and kinds we cannot hold in a folder mean: they are resolved in the private pull request. */
export function isSolvable({ path, base, ours, theirs }: Unmerged): boolean {
  const submodule = [base, ours, theirs].some(stage => stage?.mode === '160000');
  // git had to invent a name: a file where the other side has a folder, or two things of different types.
  // A folder's own settings would beat those that keep the window calm.
  const settings = path.split('/').some(part => part.toLowerCase() === '.vscode');
  return !submodule && !settings && !/~ghsa_/.test(path);
}

const nameOf = (folder: string) => join(folder, 'conflict.json');

/** The conflict that waits in a job's folder, or null. */
export async function readConflict(folder: string): Promise<Conflict | null> {
  try {
    const value = JSON.parse(await readFile(nameOf(folder), 'utf8')) as Conflict;
    return value.version === 1 && Array.isArray(value.files) ? value : null;
  } catch {
    return null;
  }
}

/** Written beside and renamed: a kill leaves all of it or nothing. */
export async function saveConflict(folder: string, conflict: Conflict): Promise<void> {
  await writeFile(`${nameOf(folder)}.new`, JSON.stringify(conflict), { mode: 0o600 });
  await rename(`${nameOf(folder)}.new`, nameOf(folder));
}
