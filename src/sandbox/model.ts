import type { Advisory, AdvisoryState, Credit, Rating } from '../advisory/model.ts';

/** What an account may do in a repository; each role includes those before it. */
export type Role = 'none' | 'read' | 'triage' | 'write' | 'admin';

export interface User {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly type: 'User' | 'Organization' | 'Bot';
  readonly createdAt: string;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

export interface Repo {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  /** `owner/name` of what it was forked from. */
  readonly parent: string | null;
  readonly defaultBranch: string;
  /** Bare repository on disk. */
  readonly dir: string;
  readonly createdAt: string;
  readonly labels: Label[];
  readonly roles: Map<string, Role>;
  readonly issues: Map<number, Issue>;
  /** The next number of an issue or pull request. */
  next: number;
  /** For a private fork: the advisory it belongs to. Who sees that, sees this. */
  readonly advisory: string | null;
  /** A fork that is still being made answers nothing before this time. */
  readyAt: number;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** An issue, or a pull request (`pull`). */
export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  readonly author: string;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  labels: string[];
  /** Absent: nobody. */
  assignees?: string[];
  readonly comments: Comment[];
  readonly events: {
    readonly id: number;
    readonly event: string;
    readonly actor: string;
    readonly commit: string | null;
    /** Of `labeled`. */
    readonly label?: string;
    readonly createdAt: string;
  }[];
  readonly pull: PullPart | null;
}

export type CheckState = 'passed' | 'failed' | 'running';

export interface PullPart {
  /** `owner/name` of the head's repository. */
  readonly headRepo: string;
  readonly headRef: string;
  readonly base: string;
  headSha: string;
  mergedAt: string | null;
  mergeCommit: string | null;
  /** What the checks say of that commit; absent: none ran yet. */
  checks?: { readonly sha: string; readonly state: CheckState };
  readonly reviews: {
    readonly id: number;
    readonly author: string;
    readonly state: string;
    readonly body: string;
    readonly at: string;
    /** The commit that was looked at; absent: the head, whatever that is now. */
    readonly commit?: string;
  }[];
}

export interface StoredAdvisory {
  readonly ghsaId: string;
  readonly repo: string;
  summary: string;
  description: string;
  state: AdvisoryState;
  severity: Rating | null;
  vectorV4: string | null;
  vectorV3: string | null;
  cveId: string | null;
  readonly author: string | null;
  /** Came as a private report. */
  readonly reported: boolean;
  credits: Credit[];
  /** Answer `null` in place of an empty list of credits. */
  nullCredits?: boolean;
  cweIds: string[];
  vulnerabilities: unknown[];
  users: string[];
  teams: string[];
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  publishedAt: string | null;
  /** Who published it. */
  publisher?: string;
  /** Somebody asked GitHub for a CVE id. */
  cveRequested?: boolean;
  fork: string | null;
  readonly comments: Comment[];
}

export type { Advisory };
