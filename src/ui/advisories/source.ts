import type { GitHub } from '../../github/index.ts';

/** What the list asks of floor 2. */
export interface AdvisorySource {
  readonly users: Pick<GitHub['users'], 'me'>;
  readonly repos: Pick<GitHub['repos'], 'get' | 'admins'>;
  readonly teams: Pick<GitHub['teams'], 'members'>;
  readonly advisories: Pick<GitHub['advisories'], 'pages' | 'get' | 'comments'>;
  readonly pulls: Pick<GitHub['pulls'], 'list' | 'get' | 'verdicts'>;
  readonly issues: Pick<GitHub['issues'], 'get' | 'labels' | 'timeline'>;
}
