import type { RepoRef } from '../../advisory/model.ts';
import type { Git } from '../../git/index.ts';
import type { GitHub } from '../../github/index.ts';

/** How git reaches GitHub. */
export type Protocol = 'https' | 'ssh';

/** What the jobs on a private fork work with. */
export interface ForkTools {
  readonly github: GitHub;
  readonly git: Git;
  /** Where git finds repositories: `https://github.com`. */
  readonly gitUrl: string;
  readonly protocol: Protocol;
  readonly now: () => Date;
}

/** A private clone on this machine: ids and paths only, no token and no title. */
export interface PrivateClone {
  /** Folder of the clone. */
  readonly path: string;
  /** Our own workspace file, outside the clone. */
  readonly workspaceFile: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** `owner/name` of the private fork, as the API gave it. */
  readonly fork: string;
  /** `owner/name` of the public repository, as the API gave it. */
  readonly upstream: string;
  /** Default branch of the fork, and of the public repository. */
  readonly defaultBranch: string;
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly protocol: Protocol;
  /** Folders of its worktrees. */
  readonly worktrees: readonly string[];
}
