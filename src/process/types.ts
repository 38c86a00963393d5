import type { Advisory } from '../advisory/model.ts';
import type { FieldName } from '../advisory/fields.ts';
import type { Profile } from '../project/index.ts';
import type { BackportSummary } from './backports/types.ts';

/** What the signed-in account is to an advisory. */
export type Role = 'admin' | 'collaborator' | 'reporter' | 'outsider';

/**
 * The steps of an advisory, in the order of the process (devguide, "Triaging" and "Remediating a vulnerability report").
 * Those of `signing` are there for code-signing reports only.
 */
export type StepId =
  | 'coordinator'
  | 'signingPrecautions'
  | 'signingEvidence'
  | 'signingVerification'
  | 'signingRevocation'
  | 'determination'
  | 'cve'
  | 'severity'
  | 'texts'
  | 'versions'
  | 'credit'
  | 'patch'
  | 'collaborators'
  | 'fork'
  | 'privatePull'
  | 'tests'
  | 'issue'
  | 'publicPull'
  | 'merge'
  | 'announce'
  | 'backports'
  | 'close';

/**
 * `next`: the one step that is ours to do now. `possible`: may be done now, needn't. `later`: an earlier step comes
 * first. `waiting`: somebody else (the bot, an admin, a reviewer) has to act. `blocked`: not ours to do, because of
 * our role, because somebody else coordinates, or because GitHub says a state that we do not know.
 */
export type StepState = 'done' | 'next' | 'possible' | 'later' | 'waiting' | 'blocked' | 'not-needed';

/** What a press on a step does; the tree maps each to a command. */
export type ActionId =
  | 'volunteer'
  | 'accept'
  | 'reject'
  | 'signing'
  | 'setCve'
  | 'requestCve'
  | 'score'
  | 'write'
  | 'askCredit'
  | 'addCollaborators'
  | 'startFork'
  | 'openPrivatePull'
  | 'runTests'
  | 'fixInPublic'
  | 'port'
  | 'continuePort'
  | 'showPull'
  | 'announce'
  | 'publish'
  | 'backports'
  | 'close';

/** How an action is done: by us at once, by a tag for the bot, by asking an admin, or on GitHub's own page. */
export type Way = 'patch' | 'tag' | 'ask' | 'browser';

export interface Step {
  readonly id: StepId;
  readonly state: StepState;
  /** A verb phrase for the next step ("Port to a public pull request"), else a noun ("Severity"). */
  readonly label: string;
  /**
   * Evidence, or why: "High 8.3", "needs the merge", "asked 13:20, bot at 14:00", "not needed". For the next step
   * "next", with what is to be said besides ("next, v3.1 only"). Never report text.
   */
  readonly detail: string;
  /** What may be pressed on it; null: nothing to do here, or not by this role. */
  readonly action: ActionId | null;
  /** How the action is done. "browser" without an action: on GitHub's pages, nothing of ours does it. */
  readonly way: Way | null;
}

/**
 * In whose hands an advisory is: the groups of the tree. `yours` exactly where you coordinate and a step is next;
 * `unassigned` has a next step for those who may volunteer. `waiting`: the waiting steps say for whom.
 */
export type Move = 'yours' | 'waiting' | 'unassigned' | 'other' | 'finished';

/** Something that must not have happened, with what to do about it (plain sentences). */
export interface Mistake {
  readonly id: 'published' | 'merged-in-fork';
  /** "Published on GitHub by mistake" */
  readonly label: string;
  readonly advice: readonly string[];
}

export interface Assessment {
  readonly steps: readonly Step[];
  /** The one next step; null where nothing is ours to do now. */
  readonly next: Step | null;
  readonly move: Move;
  readonly mistakes: readonly Mistake[];
  /** Does it need us now: overdue or close to it, or unassigned for too long? Counts for the badge where the move is ours. */
  readonly due: boolean;
}

/** A pull request in the private fork. */
export interface PrivatePull {
  readonly number: number;
  readonly state: string;
  readonly merged: boolean;
  /** The commit that it is at now. */
  readonly headSha: string;
  /** Of that commit; null: not known. */
  readonly approvals: number | null;
}

/** The public pull request of a fix, as far as it is known. */
export interface PublicFix {
  /** null: none that is known. */
  readonly issue: number | null;
  readonly pull: number;
  /** null: could not be read yet. */
  readonly state: 'open' | 'merged' | 'closed' | null;
  /** Labels that the process asks for and that are not there; null: not known. */
  readonly missingLabels: readonly string[] | null;
  /** Branches that a label of the pull request asks a backport for; null: not known. */
  readonly backportsAsked: readonly string[] | null;
  /** The pull requests into its branches; null: not read yet. */
  readonly backports: BackportSummary | null;
}

/** What is ticked in a code-signing report (devguide, "Handling code signing certificate reports"). */
export type SigningStep =
  'checksums' | 'signatures' | 'artifacts' | 'validity' | 'auditLogs' | 'precautions' | 'revoked';

/** What the verification found: signs of compromise or of wrongly signed binaries, or none. */
export type SigningVerdict = 'genuine' | 'not-genuine';

/** What this machine remembers of an advisory beside GitHub: ids and times only (times in ISO 8601, UTC). */
export interface Progress {
  /** The tag that we put into the title, and when. */
  readonly asked?: { readonly tag: string; readonly at: string };
  readonly creditAskedAt?: string;
  readonly creditAnswer?: 'credit' | 'credit-as' | 'no-credit';
  readonly cveAskedAt?: string;
  readonly announcedAt?: string;
  /** Of the announcement, in the list's archive. */
  readonly archiveUrl?: string;
  /** When each was done. Present, even empty: the advisory is handled as a code-signing report. */
  readonly signing?: Readonly<Partial<Record<SigningStep, string>>>;
  readonly signingVerdict?: SigningVerdict;
  /** When the reporter was asked for checksums and signatures. */
  readonly signingAskedAt?: string;
  /**
   * The private fork that is waited for: since when, and whether GitHub makes it because we asked (`us`) or the bot asks
   * once the advisory is accepted. `left`: nobody waits for it any more. Forgotten when it is ready.
   */
  readonly fork?: { readonly at: string; readonly by: 'us' | 'bot'; readonly left?: true };
  /** The last run of the tests in a private clone: of which commit, and whether anything was changed besides. */
  readonly tests?: {
    readonly commit: string;
    readonly exitCode: number;
    readonly at: string;
    readonly changed: boolean;
  };
  /** The public issue of a fix that began in public. */
  readonly publicIssue?: number;
  /** When the list of links was written that was offered to us last. */
  readonly linksOffered?: string;
  /** Branches that a coordinator said need no backport, each with the reason in one line. */
  readonly notBackported?: Readonly<Record<string, string>>;
  /** Warnings of its backports as a whole that a coordinator said are right so, each with the reason in one line. */
  readonly acceptedBackports?: Readonly<Record<string, string>>;
  /** Who could read it when we last looked (logins, lower case), and when that was. */
  readonly seen?: { readonly readers: readonly string[]; readonly at: string };
}

/** Everything that an assessment looks at. Unknown is null and never a guess. */
export interface Facts {
  readonly advisory: Advisory;
  readonly profile: Profile;
  readonly me: string;
  readonly role: Role;
  readonly now: Date;
  readonly pulls: readonly PrivatePull[] | null;
  /** The step at which our port stopped; null: no port is unfinished. */
  readonly portStopped: string | null;
  readonly publicFix: PublicFix | null;
  readonly progress: Progress;
  /** Findings of `checkAdvisory`, fields and weight only. */
  readonly findings: readonly {
    readonly field: FieldName;
    readonly severity: 'error' | 'warning' | 'info';
  }[];
}
