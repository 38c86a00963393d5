import { Advisories } from './advisories.ts';
import { Checks } from './checks.ts';
import { Client, type GitHubOptions } from './client.ts';
import { Cve } from './cve.ts';
import { Issues } from './issues.ts';
import { Members } from './members.ts';
import { PrivatePulls } from './privatePulls.ts';
import { Pulls } from './pulls.ts';
import { Refs } from './refs.ts';
import { Repos } from './repos.ts';
import { Search } from './search.ts';
import { Teams } from './teams.ts';
import { Users } from './users.ts';

export {
  GitHubError,
  orHidden,
  toGitHubError,
  tokenRefused,
  wasRefused,
  type GitHubErrorKind,
} from './errors.ts';
export type { GitHubOptions, Log } from './client.ts';
export { usualSilence, type Silence } from './deadline.ts';
export type { OnSent, Sent } from './sent.ts';
export type { AdvisoryComment, AdvisoryPage, NewAdvisory, PagesOptions } from './advisories.ts';
export type { Account } from './users.ts';
export type { RepoInfo } from './repos.ts';
export { readReleaseCycle } from './releaseCycle.ts';
export { NotPrivateError } from './privatePulls.ts';
export type { Pull, PullCommit, PublicHead, Review } from './pulls.ts';
export type { CheckState } from './checks.ts';
export type { CveState } from './cve.ts';
export type { Issue } from './issues.ts';
export type { Comment, Mention, Timeline } from './timeline.ts';
export type { Found } from './search.ts';

/**
 * One GitHub, by resource. Methods that write to a public place take `PublicText`; those of `privatePulls` take plain
 * text, and ask GitHub first whether the place is private.
 */
export interface GitHub {
  readonly apiUrl: string;
  readonly users: Users;
  readonly repos: Repos;
  readonly advisories: Advisories;
  readonly pulls: Pulls;
  readonly privatePulls: PrivatePulls;
  readonly issues: Issues;
  readonly checks: Checks;
  readonly refs: Refs;
  readonly search: Search;
  readonly teams: Teams;
  readonly members: Members;
  readonly cve: Cve;
}

/** Connects to one GitHub. No request is made before a method is called. */
export function connect(options: GitHubOptions): GitHub {
  const client = new Client(options);
  return {
    apiUrl: client.apiUrl,
    users: new Users(client),
    repos: new Repos(client),
    advisories: new Advisories(client),
    pulls: new Pulls(client),
    privatePulls: new PrivatePulls(client),
    issues: new Issues(client),
    checks: new Checks(client),
    refs: new Refs(client),
    search: new Search(client),
    teams: new Teams(client),
    members: new Members(options.onSentElsewhere, options.silence),
    cve: new Cve(options.onSentElsewhere, options.silence),
  };
}
