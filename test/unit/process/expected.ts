import type { ActionId, Role, StepId, Way } from '../../../src/process/index.ts';
import type { Case } from './combinations.ts';

/**
 * What the issue asks for, written down a second time and another way: tables and one chain of questions. Nothing of
 * `src/process` is called here.
 */

export const order: readonly StepId[] = [
  'coordinator',
  'determination',
  'cve',
  'severity',
  'texts',
  'versions',
  'credit',
  'patch',
  'collaborators',
  'fork',
  'privatePull',
  'tests',
  'issue',
  'publicPull',
  'merge',
  'announce',
  'backports',
  'close',
];

/** What has to be done (or not needed) before a step is next. A port that stopped goes on whatever else is open. */
export const before: Readonly<Partial<Record<StepId, readonly StepId[]>>> = {
  determination: ['coordinator'],
  cve: ['coordinator', 'determination'],
  severity: ['coordinator', 'determination'],
  texts: ['coordinator', 'determination'],
  credit: ['coordinator', 'determination'],
  fork: ['coordinator', 'determination'],
  privatePull: ['coordinator', 'determination', 'fork'],
  publicPull: ['coordinator', 'determination', 'privatePull'],
  merge: ['coordinator', 'determination', 'publicPull'],
  announce: ['coordinator', 'determination', 'merge', 'severity', 'texts'],
  close: ['coordinator', 'determination', 'announce'],
};

type Ways = Readonly<Record<'cpython' | 'pip' | 'plain', Way | null>>;
const all = (way: Way | null): Ways => ({ cpython: way, pip: way, plain: way });
/** Never where a response team announces by e-mail. */
const plainOnly = (way: Way): Ways => ({ cpython: null, pip: null, plain: way });

/** null: this role may not do it there at all. */
export const ways: Readonly<Record<Role, Readonly<Record<ActionId, Ways>>>> = {
  admin: {
    volunteer: all('patch'),
    accept: all('patch'),
    reject: all('patch'),
    signing: all('patch'),
    setCve: all('patch'),
    score: all('patch'),
    write: all('patch'),
    askCredit: all('patch'),
    addCollaborators: all('patch'),
    startFork: all('patch'),
    openPrivatePull: all('patch'),
    runTests: all('patch'),
    fixInPublic: all('patch'),
    port: all('patch'),
    continuePort: all('patch'),
    showPull: all('browser'),
    announce: all('patch'),
    publish: plainOnly('patch'),
    requestCve: plainOnly('patch'),
    backports: all('patch'),
    close: all('patch'),
  },
  collaborator: {
    volunteer: all('patch'),
    accept: { cpython: 'tag', pip: 'tag', plain: 'ask' },
    reject: { cpython: 'tag', pip: 'tag', plain: 'ask' },
    signing: all('patch'),
    setCve: all('patch'),
    score: all('patch'),
    write: all('patch'),
    askCredit: all('patch'),
    addCollaborators: all('ask'),
    startFork: { cpython: null, pip: null, plain: 'ask' },
    openPrivatePull: all('patch'),
    runTests: all('patch'),
    fixInPublic: all('patch'),
    port: all('patch'),
    continuePort: all('patch'),
    showPull: all('browser'),
    announce: all('patch'),
    publish: plainOnly('ask'),
    requestCve: plainOnly('ask'),
    backports: all('patch'),
    close: { cpython: 'tag', pip: 'tag', plain: 'ask' },
  },
  reporter: nothing(),
  outsider: nothing(),
};

function nothing(): Readonly<Record<ActionId, Ways>> {
  const none = all(null);
  return {
    volunteer: none,
    accept: none,
    reject: none,
    signing: none,
    setCve: none,
    score: none,
    write: none,
    askCredit: none,
    addCollaborators: none,
    startFork: none,
    openPrivatePull: none,
    runTests: none,
    fixInPublic: none,
    port: none,
    continuePort: none,
    showPull: none,
    announce: none,
    publish: none,
    requestCve: none,
    backports: none,
    close: none,
  };
}

/** Published where nobody publishes: the work goes on. */
export const exposed = ({ state, profile }: Case) => state === 'published' && profile.id !== 'plain';
export const open = (one: Case) => one.state === 'triage' || one.state === 'draft' || exposed(one);
export const acts = ({ role }: Case) => role === 'admin' || role === 'collaborator';
export const isMine = ({ coordinators }: Case) => coordinators.length === 2;

/** Which step is next: the questions of a coordinator, in their order. */
export function nextOf(one: Case): StepId | null {
  const { state, profile, tag, cve, severity, texts, fix, announced } = one;
  const psrt = profile.id !== 'plain';
  if (!acts(one) || !open(one)) return null;
  if (one.coordinators.length === 0) return 'coordinator';
  if (!isMine(one)) return null;
  if (fix === 'port stopped') return 'publicPull';
  if (psrt && state !== 'published' && tag.includes('closed')) return null;
  if (state === 'triage') return psrt && tag.includes('ACCEPTED') ? null : 'determination';

  // Who has announced it has come to the end, whatever this machine knows of the way there.
  if (announced && psrt && state === 'draft') return 'close';

  const botGivesId = profile.id === 'cpython' && state === 'draft';
  if (psrt && !cve && !botGivesId) return 'cve';
  if (severity === null) return 'severity';
  if (texts === 'errors') return 'texts';
  if (one.credit === 'nobody asked') return 'credit';

  // A fork that GitHub makes is waited for; what was published meanwhile gets none.
  if (fix === 'being made' && state === 'draft') return null;

  // The bot makes a fork of every draft; without one, only High and Critical must have it.
  const botMakesFork = psrt && state === 'draft';
  if (fix === 'no fork' && botMakesFork) return null;
  if (fix === 'no fork' || fix === 'being made')
    return severity === 'high' && state === 'draft' ? 'fork' : 'publicPull';
  if (fix === 'no pull') return 'privatePull';
  if (fix === 'approved' || (fix === 'merged in fork' && psrt)) return 'publicPull';
  if (fix === 'public, closed') return 'merge';
  const merged = fix === 'public, merged' || fix === 'merged in fork';
  return !announced && merged && (cve || !psrt) ? 'announce' : null;
}
