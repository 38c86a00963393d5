import type { PublicText } from '../../embargo/index.ts';
import type { Git, Scratch, Signing } from '../../git/index.ts';
import type { GitHub } from '../../github/index.ts';

/**
 * What the steps know that bring a commit to the public: a fork of one's own, the commit, its branch, its pull request.
 * A port and a backport share them. Every text here has passed the public line.
 */
export interface Crosses {
  readonly github: Pick<GitHub, 'repos' | 'pulls'>;
  readonly git: Git;
  readonly gitUrl: string;
  readonly scratch: Scratch;
  readonly signal: AbortSignal | undefined;
  readonly author: { readonly name: PublicText; readonly email: PublicText };
  readonly committer: { readonly name: PublicText; readonly email: PublicText };
  readonly record: {
    readonly login: string;
    /** `branch`: the one that the pull request goes to. */
    readonly upstream: { readonly fullName: string; readonly branch: string };
    readonly fork: { readonly fullName: string; readonly url: string };
    /** Only parent of the commit. */
    readonly publicMain: string;
    readonly mergedTree: string;
    /** ISO 8601; the commit's date. */
    readonly date: string;
    /** ISO 8601; a pull request of ours cannot be older. */
    readonly confirmedAt: string;
    readonly confirmed: { readonly signing: Signing | null };
    readonly done: CrossesDone;
  };
  remember(done: CrossesDone): Promise<void>;
  /**
   * Brings what the commit is made of back into scratch, where that was deleted.
   * @throws JobError where that cannot be
   */
  remake(): Promise<void>;
  /** A text as it will be written. */
  numbered(field: 'commit.message' | 'pull.title' | 'pull.body'): PublicText;
  /** The branch's name: the confirmed one, or with `-2` and so on where that was taken (from 1; null: none left). */
  branch(name?: number): PublicText | null;
}

/** A pull request that was asked for, and of which no answer is known. */
export interface PullTried {
  /** The highest number of what came from its branch before it was asked for; 0: nothing. */
  readonly after: number;
}

export interface CrossesDone {
  /** Full name of the fork that was found or made. */
  readonly fork?: string;
  /** A news entry that comes on top of the tree. */
  readonly news?: { readonly path: string; readonly blob: string };
  readonly commit?: string;
  /** Which of the branch's names is used: 1 the confirmed one, 2 the same with `-2`, and so on. */
  readonly name?: number;
  readonly pushed?: true;
  /** null: GitHub refused it. */
  readonly pullTried?: PullTried | null;
  readonly pull?: { readonly number: number; readonly url: string };
}
