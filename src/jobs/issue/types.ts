import type { Advisory, RepoRef } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import type { GitHub } from '../../github/index.ts';
import type { LineFinding } from '../line/finding.ts';
import type { Wait } from '../pause.ts';
import type { JobStore } from '../store.ts';

/** What a public issue is opened with. Built once by the roof and handed in. */
export interface IssueTools {
  readonly github: Pick<GitHub, 'apiUrl' | 'advisories' | 'users' | 'repos' | 'issues'>;
  readonly store: JobStore;
  /** 0700 folder below which each job has its lock. */
  readonly lockRoot: string;
  /** Number of the public issue that this machine opened for an advisory before; null: none that it knows. */
  readonly openedBefore: (repo: RepoRef, ghsaId: string) => number | null;
  readonly now: () => Date;
  /** How time passes where a step waits; left out: by the clock. */
  readonly wait?: Wait;
}

/** A plain bug, which ends the report; or a vulnerability that may be fixed in public, which begins its fix. */
export type IssuePurpose = 'bug' | 'fix';

/** The texts that become public. */
export type IssueField = 'issue.title' | 'issue.body';

export const issueFields: readonly IssueField[] = ['issue.title', 'issue.body'];

/** In one of the texts, or about the issue as a whole. */
export type IssueFinding = LineFinding<IssueField | 'issue'>;

/** Everything the coordinator may change before the line. Plain data. */
export interface IssueDraft {
  readonly texts: Readonly<Record<IssueField, string>>;
  /** An issue that exists already; null: a new one is opened. */
  readonly existingIssue: number | null;
  readonly labels: readonly string[];
  readonly overruled: readonly Overruled[];
}

/** What was found out before the line. Private. */
export interface PreparedIssue {
  readonly key: string;
  readonly purpose: IssuePurpose;
  readonly advisory: Advisory;
  /** Who opens it. */
  readonly login: string;
  /** `owner/name` of the public repository. */
  readonly upstream: { readonly fullName: string };
  readonly mayLabel: boolean;
  /** Labels that the public repository has. */
  readonly knownLabels: ReadonlySet<string>;
  readonly openedBefore: number | null;
}
