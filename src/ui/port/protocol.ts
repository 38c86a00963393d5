/**
 * Every message between the host and the page of the public line, both directions: a port, the conflicts before it, a
 * backport, or the public issue of a plain bug. Pure types, no imports: the page and the host both read this file.
 *
 * Texts shown in the page carry `NNNNNN` where the issue's number will stand (the host's `{issue}`).
 */

export type FieldId =
  | 'issue.title'
  | 'issue.body'
  | 'commit.branch'
  | 'commit.message'
  | 'commit.blurb'
  | 'pull.title'
  | 'pull.body';

export interface PortCheck {
  readonly id: 'fetched' | 'applies' | 'blurb' | 'push' | 'labels' | 'leaks' | 'embargo';
  /** "Change fetched" */
  readonly label: string;
  /** "2 commits, 3 files" */
  readonly detail: string;
  readonly state: 'ok' | 'warning' | 'error' | 'busy';
}

export interface PortFile {
  readonly path: string;
  /** The name before a rename. */
  readonly oldPath: string | null;
  readonly change: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Lines; null for a binary file. */
  readonly added: number | null;
  readonly deleted: number | null;
}

export interface PortLabel {
  readonly name: string;
  readonly on: boolean;
  /** A fixed label is always set; it has no tick. */
  readonly fixed: boolean;
}

/** Everything that will be public, exactly as the page shows it. Sent back by `makePublic` and compared. */
export interface PublicView {
  readonly fields: Readonly<Record<FieldId, string>>;
  /** Number of an existing issue, or null when a new one is opened. */
  readonly existingIssue: number | null;
  /** Id of the chosen author. */
  readonly author: string;
  /** Everybody whose name and address become public: "Author: Oregano Core <…>". */
  readonly people: readonly string[];
  /** Is the commit signed, as the coordinator's git does? */
  readonly signed: boolean;
  readonly labels: { readonly issue: readonly string[]; readonly pull: readonly string[] };
  readonly backports: readonly string[];
  readonly files: readonly PortFile[];
}

/** The same of a public issue. */
export interface IssueView {
  readonly fields: Readonly<Record<'issue.title' | 'issue.body', string>>;
  readonly existingIssue: number | null;
  /** Who opens it. */
  readonly login: string;
  readonly labels: { readonly issue: readonly string[] };
}

export interface PortFinding {
  readonly id: string;
  /** The field it stands under; `files` for the change itself, `author` for the author, `issue` for all of it. */
  readonly field: FieldId | 'files' | 'author' | 'issue' | 'issue.number' | PublishedPart['id'];
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** UTF-16 offsets into the field's text, where there is a place. */
  readonly range: readonly [start: number, end: number] | null;
  readonly fixes: readonly { readonly id: string; readonly title: string }[];
  /** May it be kept, with a reason? */
  readonly overrulable: boolean;
  /** The reason it was kept for; null while it is open. */
  readonly kept: string | null;
}

export interface PortStep {
  readonly id: string;
  /** "Open issue" */
  readonly label: string;
  readonly state: 'todo' | 'busy' | 'done' | 'failed';
  /** "Issue gh-210499 opened 14:02", or the sentence of a failure. */
  readonly text: string | null;
  /** A link is opened by id, so that no address travels from the page to the host. */
  readonly link: string | null;
}

/** What the page of everything that crosses the line shows. */
export interface LineState<View = unknown> {
  /** `review` before the line, `running`, `failed` or `stopped` behind it, `done` at its end. */
  readonly phase: 'review' | 'running' | 'stopped' | 'failed' | 'done';
  readonly sandbox: boolean;
  readonly advisoryTitle: string;
  readonly checks: readonly PortCheck[];
  /** Everything that becomes public. */
  readonly view: View;
  readonly findings: readonly PortFinding[];
  readonly steps: readonly PortStep[];
  /** "Opens 1 issue, pushes 1 commit, …", "Settle 1 finding …", "Done. Issue gh-…": the sentence beside the button. */
  readonly summary: string;
  /** May Make public be pressed? */
  readonly ready: boolean;
  /** What may be pressed besides Continue port, after a failure. */
  readonly offers: readonly { readonly id: string; readonly label: string }[];
  /** The labels that GitHub dropped, for the read-back line; empty when all are set. */
  readonly droppedLabels: readonly string[];
}

/** The public issue of a report that is no vulnerability, or of a vulnerability that is fixed in public. */
export interface IssueState extends LineState<IssueView> {
  readonly purpose: 'bug' | 'fix';
  /** `93rp` */
  readonly shortId: string;
  readonly targets: { readonly issue: string };
  readonly labels: { readonly issue: readonly PortLabel[] };
  /** "Opening it mails title and body to …" */
  readonly notes: { readonly issue: string | null };
}

/** A branch that the fix may go to, and what its files say there. */
export interface BackportTick {
  readonly branch: string;
  readonly on: boolean;
  /** null: nobody looked. */
  readonly verdict: 'affected' | 'not-affected' | 'unsure' | null;
  /** "the fix applies", "Lib/spam/parser.py is not in 3.11" */
  readonly evidence: string | null;
}

/** The versions that have the flaw, by the ticks. */
export interface AffectedVersions {
  readonly looking: boolean;
  /** "Proposed from the fix's files.", or why it is not; null: nobody looked. */
  readonly status: string | null;
  /** Where the branches come from, when not from just now, and what is wrong there. */
  readonly source: readonly string[];
  /** As GitHub writes them: "< 3.16.0". */
  readonly ranges: readonly string[];
  /** "Only 3.16 has it: no CVE ID is needed, no release has it."; null: a release has it. */
  readonly noCve: string | null;
}

export interface PortState extends LineState<PublicView> {
  readonly privatePull: {
    readonly number: number;
    /** null: not known any more. */
    readonly approvals: number | null;
    /** The change came in a file. */
    readonly patchFile: string | null;
  };
  readonly onto: { readonly branch: string; readonly commit: string };
  readonly targets: { readonly issue: string; readonly commit: string; readonly pull: string };
  readonly authors: readonly { readonly id: string; readonly label: string }[];
  /** How the tick reads that signs the commit; null: it cannot be signed. */
  readonly signing: string | null;
  /** What the project calls its news entry ("Blurb"), and of which kind ours is; null: it has none. */
  readonly news: { readonly word: string; readonly kind: string } | null;
  readonly labels: { readonly issue: readonly PortLabel[]; readonly pull: readonly PortLabel[] };
  readonly backports: readonly BackportTick[];
  /** null: the project has no branches to keep, or the line was crossed. */
  readonly affected: AffectedVersions | null;
  /** Under the issue ("Opening it mails title and body to …") and under the pull request. */
  readonly notes: { readonly issue: string | null; readonly pull: string | null };
}

/** What becomes public of a backport, or goes into the private fork. */
export interface BackportView extends Pick<PublicView, 'author' | 'people' | 'signed' | 'files'> {
  readonly fields: Readonly<Record<'commit.branch' | 'commit.message' | 'pull.title' | 'pull.body', string>>;
  readonly labels: { readonly pull: readonly string[] };
}

/** Where a backport's change may be taken from: the commit on main, or a private backport, by choice alone. */
export interface ChangeFrom {
  readonly chosen: string;
  /** "main gh-210461", "private PR #2 by nutmeg-core, 2 approvals" */
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** A fix on its way to a maintenance branch. The issue is there already. */
export interface BackportState
  extends LineState<BackportView>, Pick<PortState, 'onto' | 'authors' | 'signing'> {
  /** `3.12` */
  readonly branch: string;
  /** `private`: nothing becomes public. */
  readonly into: 'public' | 'private';
  /** What is backported: "gh-210461", "private PR #3". */
  readonly source: string;
  /** null: there is no choice, or the line was crossed. */
  readonly from: ChangeFrom | null;
  readonly targets: Pick<PortState['targets'], 'commit' | 'pull'>;
  readonly labels: Pick<PortState['labels'], 'pull'>;
  readonly notes: Pick<PortState['notes'], 'pull'>;
}

/** What everybody reads of an advisory that is published, and what was typed to confirm it. */
export interface AdvisoryView {
  /** None: nothing of it is edited here. */
  readonly fields: Readonly<Record<string, never>>;
  readonly shown: readonly PublishedPart[];
  readonly typed: string;
}

/** One part of an advisory: "Description", with its text. */
export interface PublishedPart {
  readonly id: 'title' | 'description' | 'severity' | 'cve' | 'cwe' | 'products' | 'credits';
  readonly label: string;
  readonly lines: readonly string[];
}

/** An advisory of a plain project on its way to everybody. */
export interface PublishState extends LineState<AdvisoryView> {
  /** `93rp`, which is typed. */
  readonly shortId: string;
  /** What cannot be taken back, and what else happens. */
  readonly notes: readonly string[];
}

/** A file that conflicts with public main, and what may be done with it. */
export interface ConflictRow {
  readonly path: string;
  /** `edit`: in the merge editor; `choose`: one side or none. */
  readonly kind: 'edit' | 'choose';
  /** "public main deleted it, …" */
  readonly words: string;
  readonly state: 'open' | 'resolved' | 'deleted';
  readonly choices: readonly ('public' | 'private' | 'delete' | 'elsewhere' | 'accept')[];
}

/** What a conflict's sides and its page are called. */
export interface ConflictWords {
  /** "Port to a public pull request" */
  readonly heading: string;
  /** "private PR", "the fix on main" and "#1", which opens it. */
  readonly from: string;
  readonly pull: string;
  /** "public main", "3.12": what the fix goes onto. */
  readonly public: string;
  /** "the private fix", "the fix on main" */
  readonly private: string;
  /** Over the files: "Private, waits for you". */
  readonly zone: string;
  /** "Continue Port" */
  readonly goOn: string;
}

/** The page while conflicts wait: before everything else. */
export interface ConflictState {
  readonly sandbox: boolean;
  readonly advisoryTitle: string;
  readonly words: ConflictWords;
  /** Of a backport, where there is a choice: another change may not conflict. */
  readonly from: ChangeFrom | null;
  /** Commit of public main (or of the branch) that the fix is merged into. */
  readonly onto: string;
  readonly files: readonly ConflictRow[];
  readonly summary: string;
  /** Is everything resolved? */
  readonly ready: boolean;
}

/** Host to page. `revision` is the last edit the host had seen when it made this state. */
export type ToPage =
  | { readonly t: 'state'; readonly state: PortState; readonly revision: number }
  | { readonly t: 'issue'; readonly state: IssueState; readonly revision: number }
  | { readonly t: 'onto'; readonly state: BackportState; readonly revision: number }
  | { readonly t: 'publish'; readonly state: PublishState; readonly revision: number }
  | { readonly t: 'conflict'; readonly state: ConflictState };

/** Page to host. Each is answered (or rejected with one sentence, shown where the button is). */
export type ToHost =
  | { readonly t: 'ready' }
  | { readonly t: 'edit'; readonly field: FieldId; readonly value: string; readonly revision: number }
  /** What is typed to confirm it. */
  | { readonly t: 'confirm'; readonly typed: string }
  | { readonly t: 'author'; readonly id: string }
  /** Where a backport's change is taken from. */
  | { readonly t: 'from'; readonly id: string }
  | { readonly t: 'sign'; readonly on: boolean }
  | { readonly t: 'amend'; readonly how: string }
  | { readonly t: 'label'; readonly on: boolean; readonly target: 'issue' | 'pull'; readonly name: string }
  | { readonly t: 'backport'; readonly branch: string; readonly on: boolean }
  /** The affected versions: as GitHub writes them, or as a CVE record does. */
  | { readonly t: 'copyRanges'; readonly as: 'github' | 'record' }
  /** The same into the advisory's page, to be saved there. */
  | { readonly t: 'useRanges' }
  /** null: open a new issue after all. */
  | { readonly t: 'existingIssue'; readonly number: number | null }
  | { readonly t: 'fix'; readonly finding: string; readonly fix: string }
  | { readonly t: 'keep'; readonly finding: string; readonly reason: string }
  | { readonly t: 'unkeep'; readonly finding: string }
  | { readonly t: 'openFile'; readonly path: string }
  | { readonly t: 'reviewAll' }
  | { readonly t: 'openPrivatePull' }
  | { readonly t: 'openLink'; readonly step: string }
  | { readonly t: 'savePatch' }
  | { readonly t: 'copyLabelRequest' }
  | { readonly t: 'cancel' }
  | { readonly t: 'makePublic'; readonly seen: PublicView | IssueView | BackportView | AdvisoryView }
  | { readonly t: 'continue' }
  /** Without a path: the first one that waits. */
  | { readonly t: 'openMergeEditor'; readonly path?: string }
  | { readonly t: 'choose'; readonly path: string; readonly choice: ConflictRow['choices'][number] }
  | { readonly t: 'reopen'; readonly path: string }
  | { readonly t: 'stopAfterStep' }
  | { readonly t: 'close' };
