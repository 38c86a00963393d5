import { coordinators, isCoordinator } from '../../advisory/assignment.ts';
import {
  againstInPublic,
  mayStartFork,
  reporterOf,
  requested,
  roleMay,
  signingOf,
  wayOf,
  type ActionId,
  type Assessment,
  type Facts,
} from '../../process/index.ts';

/** What a menu of an advisory may offer, beside its next step. */
export type May =
  | 'volunteer'
  | 'handOver'
  | 'accept'
  | 'reject'
  | 'reopen'
  | 'setCve'
  | 'askCredit'
  | 'addCollaborators'
  | 'startFork'
  | 'cloneFork'
  | 'openPrivatePull'
  | 'runTests'
  | 'fixInPublic'
  | 'backport'
  | 'announce'
  | 'publish'
  | 'requestCve'
  | 'shareLinks'
  | 'findLinks'
  | 'close'
  | 'handleAsSigning'
  | 'signing'
  | 'withdraw';

/** The words that the menus in package.json look for, of an advisory's row. */
export function advisoryContext(facts: Facts, assessment: Assessment, cloned = false): string {
  const { advisory, role, pulls, portStopped } = facts;
  const { next } = assessment;
  const open = pulls?.some(({ state }) => state === 'open') === true;
  return [
    'advisory',
    advisory.state,
    assessment.move,
    ...(next?.action ? [`next-${next.action}`] : []),
    ...(portStopped !== null ? ['unfinished'] : open ? ['pull'] : []),
    ...(advisory.privateFork === null ? [] : ['fork']),
    ...(cloned ? ['clone'] : []),
    ...(requested(advisory) === null ? [] : ['asked']),
    `role-${role}`,
    ...mayOf(facts).map(may => `may-${may}`),
  ].join(' ');
}

/** What role and state allow, in whatever way. Each command looks again when it runs. */
export function mayOf(facts: Facts): May[] {
  const { advisory, role, profile, me, progress, publicFix, pulls } = facts;
  const { state } = advisory;
  const open = state === 'triage' || state === 'draft';
  const has = (action: ActionId) => open && roleMay(role, action, profile);
  const acts = role === 'admin' || role === 'collaborator';
  const forked = open && acts && advisory.privateFork !== null;
  // One that is not merged may turn out to be another's.
  const mayChoose =
    publicFix === null || (progress.publicIssue !== undefined && publicFix.state !== 'merged');
  // Admins need not wait for what the bot was asked.
  const free = requested(advisory) === null || role === 'admin';
  const may: Readonly<Record<May, boolean>> = {
    volunteer: has('volunteer') && !isCoordinator(advisory, me),
    handOver: has('volunteer') && coordinators(advisory).length > 0,
    accept: state === 'triage' && has('accept') && free,
    reject: state === 'triage' && has('close') && free,
    reopen: state === 'closed' && wayOf('reopen', role, profile) !== null,
    setCve: has('setCve'),
    askCredit: has('askCredit') && reporterOf(advisory) !== null,
    addCollaborators: has('addCollaborators'),
    // Who may not start it waits for the bot.
    startFork: acts && mayStartFork(facts),
    cloneFork: forked,
    openPrivatePull: forked,
    runTests: forked,
    fixInPublic: has('fixInPublic') && againstInPublic(advisory) === null && mayChoose,
    // A private fix as well: its backports are prepared before the line.
    backport:
      acts &&
      profile.backports !== null &&
      (publicFix === null
        ? pulls?.some(({ state: of }) => of === 'open') === true
        : publicFix.state === 'merged'),
    // Opens with what is missing; the record may be saved after the end, too.
    announce:
      (state === 'draft' || state === 'closed') &&
      profile.mail !== null &&
      roleMay(role, 'announce', profile),
    // Never where a response team announces by e-mail.
    publish: state === 'draft' && profile.publishes && role === 'admin',
    requestCve: state === 'draft' && profile.requestsCve && role === 'admin' && advisory.cveId === null,
    shareLinks: acts && publicFix !== null,
    findLinks: acts && state === 'draft' && publicFix === null,
    close: state === 'draft' && has('close') && free,
    handleAsSigning: has('signing') && signingOf(progress) === null,
    signing: has('signing') && signingOf(progress) !== null,
    // The bot alone reads titles.
    withdraw: profile.bot !== null && has('accept') && requested(advisory) !== null,
  };
  return (Object.keys(may) as May[]).filter(name => may[name]);
}
