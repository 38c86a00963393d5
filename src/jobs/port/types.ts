import type { Advisory, RepoRef } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import type { FileChange, Git, PrivateCommit, Signing } from '../../git/index.ts';
import type { GitHub } from '../../github/index.ts';
import type { Branch, ReleaseCycle } from '../../project/index.ts';
import type { Wait } from '../pause.ts';
import type { JobStore } from '../store.ts';
import type { PrivateNews } from './privateNews.ts';
import type { PortLinks } from './steps/rememberLinks.ts';

/** What a port is asked to do. */
export interface PortRequest {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** Number of the private pull request; undefined: the only open one. */
  readonly pull?: number | undefined;
  /** A patch file in place of a pull request. */
  readonly patch?: { readonly name: string; readonly bytes: Uint8Array };
  /** Folder of a public clone whose objects and remotes may be used; null: none. */
  readonly clone: string | null;
  /** Name of the remote of the coordinator's own fork; empty: find it. */
  readonly forkRemote?: string;
}

/** What a port works with. Built once by the roof (or the terminal) and handed in. */
export interface PortTools {
  readonly github: GitHub;
  readonly git: Git;
  /** Where git finds repositories: `https://github.com`. */
  readonly gitUrl: string;
  /** 0700 folder below which the job's scratch repository lives. */
  readonly scratchRoot: string;
  readonly store: JobStore;
  /** What an earlier port of the advisory left, if this machine knows one. */
  readonly portedBefore: (repo: RepoRef, ghsaId: string) => Promise<PortLinks | null>;
  /** Login of the account that a token of `gitUrl`'s host belongs to. */
  readonly accountOf: (token: string) => Promise<string>;
  readonly releaseCycle: (signal?: AbortSignal) => Promise<ReleaseCycle>;
  readonly now: () => Date;
  /** How time passes where a step waits; left out: by the clock. */
  readonly wait?: Wait;
  /** Called with words for a progress notification: "fetching the change…". */
  readonly progress?: (text: string) => void;
}

/** The texts that become public. `{issue}` stands where the issue's number will be. */
export type PortField =
  | 'issue.title'
  | 'issue.body'
  | 'commit.branch'
  | 'commit.message'
  | 'commit.blurb'
  | 'pull.title'
  | 'pull.body';

export const portFields: readonly PortField[] = [
  'issue.title',
  'issue.body',
  'commit.branch',
  'commit.message',
  'commit.blurb',
  'pull.title',
  'pull.body',
];

/** Somebody who may stand as author. A private address becomes public with the commit, so it is a choice. */
export interface AuthorChoice {
  readonly id: string;
  /** "oregano-core, noreply address" */
  readonly label: string;
  readonly name: string;
  readonly email: string;
  /** Does this choice make an address public that was not? */
  readonly exposes: boolean;
  /** `Co-authored-by` lines that come with the choice. */
  readonly coAuthors: readonly { readonly name: string; readonly email: string }[];
}

/** Everything the coordinator may change before the line. Plain data. */
export interface PortDraft {
  readonly texts: Readonly<Record<PortField, string>>;
  /** An issue that exists already; null: a new one is opened. */
  readonly existingIssue: number | null;
  /** Id of an `AuthorChoice`. */
  readonly author: string;
  /** Sign the commit, as the coordinator's git does? */
  readonly sign: boolean;
  readonly issueLabels: readonly string[];
  readonly pullLabels: readonly string[];
  /** Branches ticked for a backport. */
  readonly backports: readonly string[];
  /** What speaks against a branch, where a look found something: why it stays without a tick. */
  readonly against?: Readonly<Record<string, string>>;
  readonly overruled: readonly Overruled[];
}

/** What the steps before the line found out. Private. */
export interface Prepared {
  readonly key: string;
  readonly advisory: Advisory;
  /** Number of the private pull request; 0 for a patch file. */
  readonly pull: number;
  /** Name of the patch file, where the change comes from one. */
  readonly patchFile: string | null;
  /** What the change says of itself; may be empty. */
  readonly title: string;
  readonly approvals: number;
  readonly commits: number;
  /** Private commits that are not the pull request's own and not in public main. */
  readonly foreignCommits: readonly PrivateCommit[];
  /** The account that git pushes with, where it is known to differ or not; null: the API's own, or nobody says. */
  readonly pushAccount: string | null;
  /** Issue and pull request of an earlier port of this advisory. */
  readonly portedBefore: PortLinks | null;
  /** May the sign-in push changes of workflows? GitHub tells by its scopes; null where it does not. */
  readonly mayWorkflow: boolean | null;
  /** Does the coordinator's git sign commits? */
  readonly signing: Signing | null;
  readonly me: Person;
  /** `owner/name` of the public repository, its default branch and its address for git. */
  readonly upstream: { readonly fullName: string; readonly branch: string; readonly url: string };
  /** The coordinator's own fork; `exists` false: it is made behind the line, before the issue is opened. */
  readonly fork: { readonly fullName: string; readonly url: string; readonly exists: boolean };
  /** null: not known before the fork exists. */
  readonly mayPush: boolean | null;
  readonly mayLabel: boolean;
  /** Labels that the public repository has. */
  readonly knownLabels: ReadonlySet<string>;
  readonly scratch: string;
  readonly publicMain: string;
  readonly head: string;
  /** The tree of public main plus exactly the fix (a NEWS entry of the private branch taken out). */
  readonly mergedTree: string;
  readonly files: readonly FileChange[];
  /** The change as bytes, for Save .patch. */
  readonly patch: Uint8Array;
  /** The same with every byte in view, for the leak scan. */
  readonly diff: Uint8Array;
  /** A NEWS entry that the private branch carried; ours takes its place. */
  readonly privateNews: PrivateNews | null;
  /** The NEWS entries that are there without it: on public main, or made by the fix. */
  readonly newsThere: readonly string[];
  /** Did the coordinator resolve conflicts with public main? */
  readonly byHand: boolean;
  /** The release cycle; null: the project has no branches to keep. */
  readonly cycle: ReleaseCycle | null;
  /** The living ones of it, newest first. */
  readonly branches: readonly Branch[];
  readonly authors: readonly AuthorChoice[];
  /** When the plan was made: date of the NEWS entry and of the commit. */
  readonly date: Date;
}

export interface Person {
  readonly login: string;
  readonly name: string;
  readonly email: string;
}
