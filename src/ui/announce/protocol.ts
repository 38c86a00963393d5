import type { ChangedLine } from '../../texts/index.ts';

/** Every message between the announce page and its host, both directions. Plain values only. */

/** A part of the e-mail: words, or a hole that names what is still missing. */
export type MailPiece = { readonly text: string } | { readonly hole: string };

/** What has to be true before the e-mail may go out. */
export interface AnnounceGate {
  readonly id: string;
  readonly label: string;
  /** `unknown`: it is being read, or could not be read. */
  readonly state: 'ok' | 'open' | 'unknown';
  /** Evidence, or what is missing. */
  readonly detail: string;
  /** What is to be known although it holds nothing up. */
  readonly warning: string | null;
  /** Where it is put right. */
  readonly repair: string | null;
  /** The title of the pull request that is taken as the fix. */
  readonly title: string | null;
  /** The fix was taken back: whether it may stay with a reason, and the reason for which it stays. */
  readonly keep: { readonly finding: string; readonly kept: string | null } | null;
  /** Pull requests that may be the fix, and whether another may be named. */
  readonly pulls: { readonly choices: readonly PullChoice[]; readonly ask: boolean } | null;
}

export interface PullChoice {
  readonly number: number;
  /** 'gh-210502 "Check the length", merged today' */
  readonly label: string;
}

/** What speaks against the words of the e-mail. */
export interface AnnounceFinding {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The words it is about; empty where it is about what is missing. */
  readonly words: string;
  /** Repairs of the text. */
  readonly fixes: readonly { readonly id: string; readonly title: string }[];
  readonly overrulable: boolean;
  /** The reason for which it stays. */
  readonly kept: string | null;
}

/** The e-mail exactly as it would be sent. What the page showed goes back with each way to send it. */
export interface MailView {
  readonly to: string;
  /** Empty: none. */
  readonly replyTo: string;
  readonly subject: string;
  readonly body: string;
}

/** A step after sending. */
export interface AfterRow {
  readonly state: 'done' | 'open' | 'later' | 'waiting';
  readonly detail: string;
  /** What can be pressed. */
  readonly press: string | null;
}

export interface AnnounceState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Why it could not be read, as a sentence; null: it was. */
  readonly failure: string | null;
  readonly sandbox: boolean;
  readonly advisoryTitle: string;
  readonly repo: string;
  readonly ghsaId: string;
  /** "Day 77 of 90" */
  readonly day: string;
  readonly gates: readonly AnnounceGate[];
  readonly mail: MailView;
  /** The same with what is missing as holes; `body` is the template's where nothing is edited. */
  readonly pieces: { readonly subject: readonly MailPiece[]; readonly body: readonly MailPiece[] };
  /** The edited text; null: the template's. */
  readonly edited: string | null;
  /** May it be edited now? Not while something is missing in it. */
  readonly editable: boolean;
  /** How the edited text differs: how many lines, and all lines; empty where it is the template's. */
  readonly differs: { readonly lines: number; readonly changes: readonly ChangedLine[] };
  /** The template took the place of an edited text, which can be had back. */
  readonly undo: boolean;
  /** The template is another one than that from which the text was edited. */
  readonly outdated: boolean;
  readonly findings: readonly AnnounceFinding[];
  /** Why nothing may be sent now, as a sentence; null: it may. */
  readonly held: string | null;
  /** Does it fit into a link to the mail program? */
  readonly fits: boolean;
  /** What the numbering authority does with the e-mail; null: nothing that we know. */
  readonly note: string | null;
  /** When it was sent, as a day (2026-11-20); null: not marked as sent. */
  readonly sentOn: string | null;
  /** The day here and now: nothing was sent after it. */
  readonly today: string;
  readonly archiveUrl: string;
  readonly record: AfterRow & { readonly published: boolean | null };
  readonly backports: AfterRow;
  readonly close: AfterRow;
}

/** The ways to send it. None of them sends by itself. */
export type SendWay = 'mail' | 'copy' | 'eml';

export type ToPage = {
  readonly t: 'state';
  readonly state: AnnounceState;
  /** Of the last edit that is in the state: a page shows its own newer text. */
  readonly revision: number;
};

export type ToHost =
  | { readonly t: 'ready' }
  /** Reads everything anew. */
  | { readonly t: 'again' }
  /** Opens the place where a gate is put right. */
  | { readonly t: 'repair'; readonly gate: string }
  /** Names the pull request of the fix: a number, or its address. */
  | { readonly t: 'pull'; readonly text: string }
  /** An edit of the text; null: the template's again. */
  | { readonly t: 'text'; readonly value: string | null; readonly revision: number }
  /** Takes "Use the template" back. */
  | { readonly t: 'undo'; readonly revision: number }
  /** The template of now was read. */
  | { readonly t: 'read' }
  | { readonly t: 'fix'; readonly finding: string; readonly fix: string }
  | { readonly t: 'keep'; readonly finding: string; readonly reason: string }
  | { readonly t: 'unkeep'; readonly finding: string }
  /** `seen`: the e-mail as the page showed it. Answers what was done, as words. */
  | { readonly t: 'send'; readonly way: SendWay; readonly seen: MailView }
  /** A day (2026-11-20); null: it was not sent after all. */
  | { readonly t: 'sent'; readonly on: string | null }
  | { readonly t: 'archive'; readonly url: string }
  | { readonly t: 'saveRecord' }
  /** Asks the public CVE services whether the record is out. */
  | { readonly t: 'checkRecord' }
  | { readonly t: 'showBackports' }
  | { readonly t: 'close' };
