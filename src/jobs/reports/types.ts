import type { RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';

/** What reports are read from. */
export type ReportGitHub = {
  readonly advisories: Pick<GitHub['advisories'], 'list' | 'comments'>;
  readonly repos: Pick<GitHub['repos'], 'get' | 'admins'>;
  readonly teams: Pick<GitHub['teams'], 'members'>;
  readonly users: Pick<GitHub['users'], 'get'>;
};

export interface ReportParts {
  readonly github: ReportGitHub;
  readonly repositories: readonly RepoRef[];
  readonly signal?: AbortSignal | undefined;
  /** "Reading comments, 12 of 40…" */
  readonly progress?: (words: string) => void;
}
