import type { Advisory, RepoRef } from '../../../advisory/model.ts';
import type { Overruled } from '../../../embargo/index.ts';
import type { FileChange, Signing } from '../../../git/index.ts';
import type { Branch } from '../../../project/index.ts';
import type { StepEvent } from '../../job.ts';
import type { LineCheck } from '../../line/checks.ts';
import type { LineFinding } from '../../line/finding.ts';
import type { PortTools } from '../../port/types.ts';

/** What a backport works with: the tools of a port, and the branches of the release cycle. */
export interface BackportTools extends Pick<
  PortTools,
  'github' | 'git' | 'gitUrl' | 'scratchRoot' | 'store' | 'accountOf' | 'now' | 'progress'
> {
  /** `branches`: all of them, newest first. */
  readonly releaseCycle: (signal?: AbortSignal) => Promise<{ readonly branches: readonly Branch[] }>;
}

/** What is asked for: the fix of `pull`, on `branch`. */
export interface BackportRequest {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** `3.12` */
  readonly branch: string;
  /** Number of the public pull request into the default branch. */
  readonly pull: number;
  /** Number of the public issue; null: the fix names none. */
  readonly issue: number | null;
  /** Folder of a public clone whose objects and remotes may be used; null: none. */
  readonly clone: string | null;
  /** Name of the remote of the coordinator's own fork; empty: find it. */
  readonly forkRemote?: string;
  /** Where the change comes from: the commit on main, unless a private backport is chosen by its number. */
  readonly from?: BackportFrom;
}

/** `private`: the number of a private backport, one of those that `prepareBackport` listed. */
export type BackportFrom = 'main' | { readonly private: number };

/** An open private pull request into the branch: it may be taken in place of the commit on main, by choice alone. */
export interface PrivateOffer {
  readonly number: number;
  /** Who opened it; null: the account is gone. */
  readonly author: string | null;
  /** Its head. */
  readonly sha: string;
  /** How many people approve this head. */
  readonly approvals: number;
  /** When it was opened: ISO 8601; empty: not said. */
  readonly date: string;
}

/** Files by which a private backport and the commit on main differ, news entries left out. */
export interface FromMain {
  /** Only the private backport touches them. */
  readonly added: readonly string[];
  /** Only the commit on main touches them. */
  readonly missing: readonly string[];
  /** Both do, in other ways. */
  readonly other: readonly string[];
}

/** Where the change of a prepared backport comes from. */
export type PreparedFrom =
  | { readonly kind: 'main' }
  | {
      readonly kind: 'private';
      /** Its number in the private fork. */
      readonly pull: number;
      readonly sha: string;
      /** Names of the authors of its commits, each once. */
      readonly authors: readonly string[];
      readonly fromMain: FromMain;
    };

/** The same before the line: the private fix, on `branch`, into the private fork. */
export interface PrivateBackportRequest {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly branch: string;
  /** Number of the private pull request of the fix; undefined: the only open one into the default branch. */
  readonly pull?: number | undefined;
  readonly clone: string | null;
}

/** A fix as it is on a branch: what was picked, onto what, and what came of it. */
export interface Picked {
  /** The commit of the branch that it goes onto. */
  readonly base: string;
  /** The branch plus exactly the fix. */
  readonly tree: string;
  readonly files: readonly FileChange[];
  /** The change with every byte in view, for the leak scan. */
  readonly diff: Uint8Array;
  /** Did the coordinator resolve conflicts? */
  readonly byHand: boolean;
}

/** Somebody's backport of this fix that is there already. */
export interface BackportThere {
  readonly number: number;
  readonly url: string;
  readonly author: string | null;
  readonly merged: boolean;
  /** Opened by nobody known here: said, and no reason to stop. */
  readonly stranger: boolean;
}

interface PreparedBase extends Picked {
  readonly key: string;
  readonly advisory: Advisory;
  /** The branch, its status and its release manager. */
  readonly branch: Branch;
  readonly signing: Signing | null;
  readonly me: { readonly login: string; readonly name: string; readonly email: string };
  /** Who stands as author: the author of the fix. */
  readonly author: { readonly name: string; readonly email: string };
  readonly scratch: string;
  readonly date: Date;
}

/** Everything before the line of one public backport. */
export interface PreparedBackport extends PreparedBase {
  /** Number of the public pull request into the default branch. */
  readonly pull: number;
  readonly issue: number | null;
  /** The commit on main that the fix was merged as, and its whole message. */
  readonly merged: { readonly sha: string; readonly message: string };
  readonly from: PreparedFrom;
  /** Private backports that may be chosen in place of the commit on main, newest first. */
  readonly privates: readonly PrivateOffer[];
  /** An open or merged pull request for this branch that a bot or somebody made: "gh-210468 is there already." */
  readonly there: BackportThere | null;
  /** `backport-0123abc-3.12` */
  readonly head: string;
  /** `owner/name` of the public repository, the branch (`3.12`) and its address for git. */
  readonly upstream: {
    readonly fullName: string;
    readonly defaultBranch: string;
    readonly branch: string;
    readonly url: string;
  };
  readonly fork: { readonly fullName: string; readonly url: string; readonly exists: boolean };
  readonly mayPush: boolean | null;
  readonly mayLabel: boolean;
  readonly mayWorkflow: boolean | null;
  readonly knownLabels: ReadonlySet<string>;
  readonly pushAccount: string | null;
  /** The commit on main with every byte in view: what stands there is public already. */
  readonly mergedDiff: Uint8Array;
}

/** The texts that become public. The name of the branch is the bots' and stays as it is. */
export type BackportField = 'commit.message' | 'pull.title' | 'pull.body';

export const backportFields: readonly BackportField[] = ['commit.message', 'pull.title', 'pull.body'];

/** What the coordinator may change before the line. Plain data. */
export interface BackportDraft {
  readonly texts: Readonly<Record<BackportField, string>>;
  readonly pullLabels: readonly string[];
  /** Sign the commit, as the coordinator's git does? */
  readonly sign: boolean;
  readonly overruled: readonly Overruled[];
}

/** A private backport that would go to the private fork. Nothing of it becomes public. */
export interface PreparedPrivateBackport extends PreparedBase {
  /** The private pull request of the fix. */
  readonly pull: number;
  readonly pullTitle: string;
  /** `owner/name` of the private fork, and its address for git. */
  readonly fork: { readonly fullName: string; readonly url: string };
  /** `advisory-fix-1-3.12` */
  readonly head: string;
  /** An open private pull request into this branch. */
  readonly there: BackportThere | null;
}

/** The texts of a private backport; they stay in the private fork. */
export interface PrivateBackportDraft {
  readonly message: string;
  readonly title: string;
  readonly body: string;
}

/** What remains of a backport: ids only. */
export interface BackportLink {
  readonly repo: string;
  readonly ghsaId: string;
  readonly branch: string;
  readonly pull: number;
  /** Labels that GitHub did not take: somebody else must set them. */
  readonly droppedLabels: readonly string[];
}

/** A finding of a backport: in one of its texts, in the change, or about the account. */
export type BackportFinding = LineFinding<BackportField | 'files' | 'author'>;

export interface BackportReview {
  readonly checks: readonly LineCheck<'fetched' | 'applies' | 'push' | 'labels' | 'leaks'>[];
  readonly findings: readonly BackportFinding[];
  /** Findings that block the button. */
  readonly toSettle: readonly BackportFinding[];
}

/** How a run is watched. */
export interface BackportRun {
  readonly tell: (event: StepEvent) => void;
  readonly stop?: () => boolean;
  /** Called once the pull request is there and labelled. */
  readonly keep: (link: BackportLink) => Promise<void>;
  readonly signal?: AbortSignal;
}
