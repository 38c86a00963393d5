/**
 * Every message between the host and the advisory page, both directions. Pure types: the page and the host both
 * read this file.
 *
 * The page owns what is typed: it computes score, findings and preview by itself (floor 1 is pure) and sends each
 * change of the draft. The host keeps the draft, refills a page that comes back, and speaks to GitHub.
 */
import type { Draft } from '../../advisory/draft.ts';
import type { Chosen } from '../../cvss/index.ts';
import type { AdvisoryFields, FieldName } from '../../advisory/fields.ts';
import type { AdvisoryState, CvssScore, RepoRef } from '../../advisory/model.ts';
import type { ProfileFacts } from '../../project/index.ts';
import type { DiscussionState, DiscussionToHost } from './discussionProtocol.ts';

export type TabName = 'severity' | 'advisory' | 'discussion' | 'preview';

export type { Chosen, Draft };

/** What GitHub says of an advisory and nobody edits here. */
export interface AdvisoryFacts {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly state: AdvisoryState;
  /** Tags of the bot in the stored title: `ACCEPTED`. */
  readonly tags: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** ISO 8601, once published on GitHub. */
  readonly publishedAt: string | null;
  /** Login of the reporter or author; null for a deleted user. */
  readonly author: string | null;
  /** Came by a private report of `author`. */
  readonly reported: boolean;
  /** By lower-case login. */
  readonly creditStates: Readonly<Record<string, 'accepted' | 'declined' | 'pending'>>;
  /** The vectors on GitHub with the scores GitHub gives them. */
  readonly cvssV4: CvssScore | null;
  readonly cvssV3: CvssScore | null;
  /** Admin, as far as the repository's permissions say; null: not known. A 403 is the truth. */
  readonly admin: boolean | null;
}

/** A field that both sides changed since the draft began. */
export interface FieldQuestion {
  readonly field: FieldName;
  /** Both versions as texts for people. */
  readonly mine: string;
  readonly theirs: string;
  /** When GitHub's version was written, as far as it says: ISO 8601. */
  readonly at: string;
}

/** What stands in the way of saving, before anything is sent. */
export type SaveQuestion =
  /** The reporter's own description is about to be overwritten for the first time. */
  | { readonly kind: 'original-report'; readonly mayComment: boolean }
  /** Metrics other than Base would change the public rating. */
  | { readonly kind: 'beyond-base'; readonly groups: readonly string[] };

export interface Notice {
  readonly id: string;
  readonly text: string;
  readonly warning: boolean;
  /** What "Copy both" copies, where there is something to compare. */
  readonly copy?: string;
}

export interface SaveState {
  readonly kind: 'idle' | 'saving' | 'offline' | 'failed';
  /** ISO 8601 of the last save from here; null: none yet. */
  readonly savedAt: string | null;
  /** The one sentence when saving failed as a whole; null when it did not. */
  readonly problem: string | null;
  /** What helps, by id: "Ask an Admin", "Sign In", "Try Again". Pressed, it comes back as `offer`. */
  readonly offers: readonly { readonly id: string; readonly label: string }[];
  readonly question: SaveQuestion | null;
  /** By field: what GitHub said (422, 403). */
  readonly fieldProblems: Readonly<Partial<Record<FieldName, string>>>;
  /** Both sides changed these. */
  readonly questions: readonly FieldQuestion[];
  /** "Also taken from GitHub: credits." and the like; the newest first. */
  readonly notices: readonly Notice[];
}

export interface EditorState {
  readonly sandbox: boolean;
  /** `gone`: deleted, or not ours to see; `withdrawn` is read-only. */
  readonly phase: 'loading' | 'ready' | 'failed' | 'gone' | 'withdrawn';
  /** The sentence for `failed` and `gone`. */
  readonly problem: string | null;
  readonly ghsaId: string;
  readonly repo: string;
  readonly profile: ProfileFacts;
  readonly login: string;
  /** null while loading. */
  readonly facts: AdvisoryFacts | null;
  /** The fields on GitHub as the draft knows them. null while loading. */
  readonly stored: AdvisoryFields | null;
  /** Counts the versions of `stored`: an edit says on which it was made. */
  readonly generation: number;
  readonly draft: Draft;
  readonly save: SaveState;
  readonly discussion: DiscussionState;
  /** Has the original report been posted as a comment? Then "Original report" opens it. */
  readonly original: 'none' | 'stored' | 'posted';
  /** false: this VS Code keeps secrets in memory only, so a draft is lost with the window. */
  readonly draftsKept: boolean;
  readonly settings: {
    /** `ghsa.cvss.showAlternatives` */
    readonly showAlternatives: boolean;
    /** `ghsa.hideTitles`: the heading is the short id then. */
    readonly hideTitles: boolean;
    /** `ghsa.cvss.send` */
    readonly send: 'base' | 'ask' | 'all';
    /** `ghsa.preview.beside` */
    readonly previewBeside: boolean;
    /** Where the announcement goes (`ghsa.mail.to` of this repository). */
    readonly mailTo: string;
  };
  /** The tab that the host wants in view; acted on once for each number. null: where the page was. */
  readonly open: { readonly tab: TabName; readonly preview: PreviewName; readonly number: number } | null;
}

export type PreviewName = 'email' | 'advisory' | 'blurb' | 'record';

/** A weakness by number and name. */
export interface Weakness {
  /** `CWE-125` */
  readonly id: string;
  readonly name: string;
}

/** Host to page. `revision` is the last draft the host had seen when it made this state. */
export type ToPage =
  | { readonly t: 'state'; readonly state: EditorState; readonly revision: number }
  /** A key that VS Code handles: F8, Shift+F8, Toggle Preview Beside, Save. */
  | { readonly t: 'press'; readonly what: 'nextFinding' | 'previousFinding' | 'togglePreview' | 'save' };

/** Page to host. Each is answered, or rejected with one sentence that is shown in the page. */
export type ToHost =
  | DiscussionToHost
  | { readonly t: 'ready' }
  | { readonly t: 'draft'; readonly draft: Draft; readonly revision: number; readonly generation: number }
  /** Saves the draft as given. `send`: the answer to `beyond-base`; `original`: to `original-report`. */
  | {
      readonly t: 'save';
      readonly draft: Draft;
      readonly revision: number;
      readonly generation: number;
      readonly send?: 'base' | 'all';
      readonly original?: 'comment' | 'copy' | 'skip';
    }
  /** Takes the question of a save away; nothing was sent. */
  | { readonly t: 'cancelSave' }
  /** Answers a field question. `together`: the text is in the draft already. */
  | { readonly t: 'settle'; readonly field: FieldName; readonly keep: 'mine' | 'theirs' | 'together' }
  | { readonly t: 'dismiss'; readonly notice: string }
  | { readonly t: 'offer'; readonly id: string }
  /** The reporter's text, read-only beside, or the comment that holds it. */
  | { readonly t: 'openOriginal' }
  /**
   * Posts a comment into the advisory's discussion. Asked for and seen by the user. Answered with `AlreadySaid` where
   * nothing was sent; `again` posts it beside that one.
   */
  | { readonly t: 'comment'; readonly body: string; readonly again?: true }
  /** Copies to the clipboard; only what the page shows. */
  | { readonly t: 'copy'; readonly text: string }
  /** Opens the CVE record as a read-only document. */
  | { readonly t: 'openRecord'; readonly text: string }
  /** Asks VS Code to open an address of a text; it asks the user itself. http, https and mailto only. */
  | { readonly t: 'openLink'; readonly url: string }
  | { readonly t: 'discardDraft' }
  | { readonly t: 'copyDraft' }
  /** Remembers that the preview beside was closed or opened. */
  | { readonly t: 'previewBeside'; readonly on: boolean }
  /** Answered with the news entry that each of the titles gives; empty where the project has none that we write. */
  | { readonly t: 'proposeNews'; readonly titles: readonly string[] }
  /** Answered with `Weakness[]`, best first, at most 20. */
  | { readonly t: 'findWeakness'; readonly words: string }
  /** Answered with `Weakness[]` of these ids; unknown ones have an empty name. */
  | { readonly t: 'nameWeaknesses'; readonly ids: readonly string[] };
