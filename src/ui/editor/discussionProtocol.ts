/** The Discussion tab's part of the messages between the host and the advisory page. Pure types. */

/** Somebody's comment in the discussion, as the page shows it. */
export interface ShownComment {
  readonly id: number;
  /** null: a deleted user. */
  readonly author: string | null;
  /** What they are to the advisory: "reporter", "coordinator", "collaborator"; empty: not known. */
  readonly role: string;
  /** Markdown of strangers. */
  readonly body: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly htmlUrl: string;
}

/** An earlier advisory or a public issue that may be the same. */
export interface SimilarRow {
  /** Of the row; the host knows what it stands for. */
  readonly id: string;
  readonly kind: 'advisory' | 'issue';
  /** `GHSA 93rp`, `gh-210502` */
  readonly label: string;
  readonly title: string;
  /** 0 to 100. */
  readonly percent: number;
  /** "same function parse_header; also buffer, length" */
  readonly why: string;
  /** "draft", "closed", "open" */
  readonly state: string;
}

export interface SimilarState {
  readonly kind: 'unread' | 'loading' | 'ready' | 'failed';
  /** One sentence where it failed, or where a part could not be read. */
  readonly problem: string | null;
  readonly rows: readonly SimilarRow[];
}

export interface DiscussionState {
  /** `no-api`: GitHub answers 404 to the reading of comments. */
  readonly kind: 'unread' | 'loading' | 'ready' | 'no-api' | 'failed';
  /** One sentence where it failed. What was read before stays in `comments`. */
  readonly problem: string | null;
  /** Oldest first. */
  readonly comments: readonly ShownComment[];
  /** Who is mailed by a comment, as far as it is known; the reporter first. */
  readonly mailed: readonly string[];
  /** Whose members could not be read: "team psrt". */
  readonly mailedUnknown: readonly string[];
  /** Login of the reporter; null: GitHub does not say, or it is no report. */
  readonly reporter: string | null;
  /** Earlier advisories and public `type-security` issues, ranked on this machine. Triage only. */
  readonly similar: SimilarState;
  /** The answer of a search on GitHub with words that were typed; null: none was asked for. */
  readonly wider: (SimilarState & { readonly words: string }) | null;
}

/** Answer to `comment`: nothing was sent, because the same comment of ours is there. */
export interface AlreadySaid {
  /** When the last one was written. ISO 8601. */
  readonly there: string;
}

/** Page to host, beside what the page asks anyway (`comment` posts; `openLink`, `copy`). */
export type DiscussionToHost =
  /** Reads the comments and who is mailed, again where they were read. The page asks when its tab is opened. */
  | { readonly t: 'readDiscussion' }
  /** Ranks earlier advisories and public security issues. */
  | { readonly t: 'findSimilar' }
  /** Searches GitHub's issues with exactly these words. They leave this machine, and the page said so. */
  | { readonly t: 'searchWider'; readonly words: string }
  /** Opens a row: an advisory in its page, an issue in the browser. */
  | { readonly t: 'openSimilar'; readonly id: string }
  /** Copies a reply and opens the advisory on GitHub: where comments cannot be written from here. */
  | { readonly t: 'replyOnGitHub'; readonly body: string }
  /**
   * Accept or reject, with VS Code's own questions; `reply` is proposed there as the comment. `written`: by a person,
   * so it is proposed whatever the reason is.
   */
  | {
      readonly t: 'decide';
      readonly what: 'accept' | 'reject';
      readonly reply: string | null;
      readonly written: boolean;
    };
