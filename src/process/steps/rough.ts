import type { Situation } from '../situation.ts';
import type { ActionId, StepId, Way } from '../types.ts';

/**
 * A step as its own rule sees it, before all of them are held against each other. `open`: to be done, and next when
 * what it `needs` is done; `possible`: the same, but never next; `later`: comes along with another step.
 */
export interface Rough {
  readonly id: StepId;
  readonly state: 'done' | 'open' | 'possible' | 'later' | 'waiting' | 'not-needed';
  readonly label: string;
  /** The label while it is next. */
  readonly verb?: string;
  /** Evidence or why, wherever it is not next and not waiting for another step of ours. */
  readonly detail: string;
  /** What is worth saying even while it is next. */
  readonly note?: string;
  /** Steps that come first. */
  readonly needs?: readonly StepId[];
  /** Said while one of those is missing, instead of which. */
  readonly meanwhile?: string;
  readonly action?: ActionId;
  /** Where it is done when no action of ours does it. */
  readonly way?: Way;
  /** Only the coordinator takes it. */
  readonly decision?: true;
  /** Goes on after the advisory is closed. */
  readonly outlives?: true;
}

/** One rule for each step; it throws at nothing that GitHub may send. */
export type Rule = (situation: Situation) => Rough;

/** What a step says that waits for another one of ours. */
export const after: Readonly<Record<StepId, string>> = {
  coordinator: 'after a coordinator',
  signingPrecautions: 'after the precautions',
  signingEvidence: 'needs checksums and signatures',
  signingVerification: 'after the verification',
  signingRevocation: 'after the revocation',
  determination: 'after the decision',
  cve: 'needs the CVE ID',
  severity: 'needs the severity',
  texts: 'needs title and description',
  versions: 'needs the versions',
  credit: 'after the answer',
  patch: 'needs a patch',
  collaborators: 'needs collaborators',
  fork: 'after the fork',
  privatePull: 'after the private PR',
  tests: 'after the tests',
  issue: 'after the issue',
  publicPull: 'after the port',
  merge: 'needs the merge',
  announce: 'after the e-mail',
  backports: 'after the backports',
  close: 'after closing',
};
