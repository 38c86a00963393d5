import { isCoordinator } from '../../advisory/assignment.ts';
import { shortId, type Advisory, type AdvisoryState } from '../../advisory/model.ts';
import { againstPublishing, againstRequest } from '../../jobs/publish/index.ts';
import { againstInPublic, reporterOf, requested, roleMay, signingOf } from '../../process/index.ts';
import type { ActionId, Facts } from '../../process/types.ts';

/** The commands that need an advisory in some state. */
export type Decision =
  | 'volunteer'
  | 'handOver'
  | 'accept'
  | 'reject'
  | 'reopen'
  | 'close'
  | 'withdrawRequest'
  | 'setCveId'
  | 'askCredit'
  | 'recordCredit'
  | 'addCollaborators'
  | 'handleAsSigning'
  | 'signing'
  | 'fixInPublic'
  | 'publish'
  | 'requestCve'
  | 'shareLinks'
  | 'findLinks';

interface Rule {
  readonly states: readonly AdvisoryState[];
  /** What the process calls it: who may do this may do that. */
  readonly as: ActionId;
}

const open: readonly AdvisoryState[] = ['triage', 'draft'];
const rules: Readonly<Record<Decision, Rule>> = {
  volunteer: { states: open, as: 'volunteer' },
  handOver: { states: open, as: 'volunteer' },
  accept: { states: ['triage'], as: 'accept' },
  reject: { states: open, as: 'accept' },
  reopen: { states: ['closed'], as: 'accept' },
  close: { states: ['draft'], as: 'close' },
  withdrawRequest: { states: open, as: 'accept' },
  setCveId: { states: open, as: 'setCve' },
  askCredit: { states: open, as: 'askCredit' },
  recordCredit: { states: open, as: 'askCredit' },
  addCollaborators: { states: open, as: 'addCollaborators' },
  handleAsSigning: { states: open, as: 'signing' },
  signing: { states: open, as: 'signing' },
  fixInPublic: { states: ['draft'], as: 'fixInPublic' },
  publish: { states: ['draft'], as: 'publish' },
  requestCve: { states: ['draft'], as: 'requestCve' },
  shareLinks: { states: ['triage', 'draft', 'published', 'closed'], as: 'showPull' },
  findLinks: { states: ['draft', 'published', 'closed'], as: 'showPull' },
};

const stateWords: Readonly<Record<AdvisoryState, string>> = {
  triage: 'in triage',
  draft: 'a draft',
  published: 'published',
  closed: 'closed',
  withdrawn: 'withdrawn',
};

/** GitHub may have states that are not known here. */
function wordsOf(state: string): string {
  return Object.hasOwn(stateWords, state) ? stateWords[state as AdvisoryState] : 'in a state of its own';
}

/** Why a command does not fit an advisory, as a sentence; null when it does. State first, then the role. */
export function problemOf(
  decision: Decision,
  facts: Pick<Facts, 'advisory' | 'me' | 'role' | 'profile'> & Partial<Pick<Facts, 'progress' | 'publicFix'>>,
) {
  const { advisory, me, role, profile, progress = {} } = facts;
  const id = shortId(advisory.ghsaId);
  const { states, as } = rules[decision];
  // Before the state: where the project forbids it, no state allows it.
  const forbidding = forbidden(decision, advisory);
  if (forbidding !== null) return forbidding;
  if (!states.includes(advisory.state)) return `${id} is ${wordsOf(advisory.state)}, so this does not apply.`;
  if (decision === 'volunteer' && isCoordinator(advisory, me)) return `You coordinate ${id} already.`;
  if (decision === 'withdrawRequest' && requested(advisory) === null)
    return `No request to the bot is in the title of ${id}.`;
  if (as === 'askCredit' && reporterOf(advisory) === null) return `GitHub does not say who reported ${id}.`;
  if (as === 'signing' && (signingOf(progress) === null) === (decision === 'signing'))
    return decision === 'signing'
      ? `${id} is not handled as a code-signing report.`
      : `${id} is handled as a code-signing report already.`;
  if (decision === 'fixInPublic') {
    // One that is not merged may turn out to be another's.
    if (facts.publicFix && (progress.publicIssue === undefined || facts.publicFix.state === 'merged'))
      return `${id} has its public pull request already.`;
    const against = againstInPublic(advisory);
    if (against !== null) return `${id}: ${against}`;
  }
  return roleMay(role, as, profile) ? null : `${whoIs(role)} of ${id} cannot do this. Ask its coordinator.`;
}

/** What projects do that publish on GitHub, and no other one; null: it may be. */
function forbidden(decision: Decision, advisory: Advisory): string | null {
  if (decision === 'publish') return againstPublishing(advisory);
  return decision === 'requestCve' ? againstRequest(advisory) : null;
}

/** Would a choice of advisories offer it? */
export function fits(decision: Decision, facts: Parameters<typeof problemOf>[1]): boolean {
  return problemOf(decision, facts) === null;
}

function whoIs(role: Facts['role']): string {
  return role === 'reporter' ? 'The reporter' : 'Somebody who is no collaborator';
}

/** All that names an advisory uniquely in a list of open ones. */
export function sameAdvisory(a: Advisory, b: Advisory): boolean {
  return (
    a.ghsaId === b.ghsaId &&
    a.repo.owner.toLowerCase() === b.repo.owner.toLowerCase() &&
    a.repo.name.toLowerCase() === b.repo.name.toLowerCase()
  );
}
