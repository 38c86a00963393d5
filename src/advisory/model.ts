import type { AffectedProduct } from './fields.ts';

/** A repository on GitHub, as `owner/name`. */
export interface RepoRef {
  readonly owner: string;
  readonly name: string;
}

/** The states a repository security advisory can have (GitHub's OpenAPI description, `repository-advisory`). */
export type AdvisoryState = 'triage' | 'draft' | 'published' | 'closed' | 'withdrawn';

export type Rating = 'critical' | 'high' | 'medium' | 'low';

/** The kinds of credit GitHub knows; the coordinator of an advisory is a credit of type `coordinator`. */
export type CreditType =
  | 'analyst'
  | 'finder'
  | 'reporter'
  | 'coordinator'
  | 'remediation_developer'
  | 'remediation_reviewer'
  | 'remediation_verifier'
  | 'tool'
  | 'sponsor'
  | 'other';

export interface Credit {
  readonly login: string;
  readonly type: CreditType;
}

/** What a credited person said to it. */
export type CreditState = 'accepted' | 'declined' | 'pending';

export interface CvssScore {
  readonly vector: string;
  readonly score: number | null;
}

/** One repository security advisory, in our own words. Every field that GitHub may leave out is `null`. */
export interface Advisory {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly htmlUrl: string;
  /** As GitHub stores it: it may carry tags such as `[ACCEPTED]`. Show `stripTags(title)`. */
  readonly title: string;
  readonly description: string;
  readonly state: AdvisoryState;
  readonly severity: Rating | null;
  readonly cvssV4: CvssScore | null;
  readonly cvssV3: CvssScore | null;
  readonly cveId: string | null;
  /** Login of who opened it (the reporter for a private report), or null for a deleted user. */
  readonly author: string | null;
  /** Came by a private report. */
  readonly reported: boolean;
  readonly credits: readonly Credit[];
  /** By lower-case login. */
  readonly creditStates: Readonly<Record<string, CreditState>>;
  readonly products: readonly AffectedProduct[];
  /** `CWE-125` */
  readonly cweIds: readonly string[];
  /** Collaborators: logins, and slugs of teams. */
  readonly users: readonly string[];
  readonly teams: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
  /** `owner/name` of the temporary private fork. */
  readonly privateFork: string | null;
}

/** `owner/name` of a repository. */
export function repoName(repo: RepoRef): string {
  return `${repo.owner}/${repo.name}`;
}

/** The last block of a GHSA id (`93rp`): what notifications and the status bar may carry. */
export function shortId(ghsaId: string): string {
  return ghsaId.slice(ghsaId.lastIndexOf('-') + 1);
}
