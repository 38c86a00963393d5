import type { Advisory, RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';

/** What the discussion asks of floor 2. */
export interface DiscussionGitHub {
  readonly users: Pick<GitHub['users'], 'me'>;
  readonly repos: Pick<GitHub['repos'], 'get' | 'admins'>;
  readonly teams: Pick<GitHub['teams'], 'members'>;
  readonly advisories: Pick<GitHub['advisories'], 'comments' | 'addComment' | 'pages'>;
  readonly issues: Pick<GitHub['issues'], 'labelled'>;
  readonly search: Pick<GitHub['search'], 'issues'>;
}

/** What the discussion of one advisory stands on. Nothing of it is written anywhere but on GitHub. */
export interface DiscussionParts {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** As it was read last; null before. */
  readonly advisory: () => Advisory | null;
  /** Advisories that this window has read, of whichever repository. */
  readonly others: () => readonly Advisory[];
  readonly github: () => Promise<DiscussionGitHub>;
  /** GitHub did not accept the token. */
  readonly expired: () => Promise<void>;
  readonly log: (error: unknown) => void;
  readonly now: () => Date;
  /** Milliseconds after which GitHub counts as silent. */
  readonly patience: number;
}
