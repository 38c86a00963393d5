import { isForkAwaited } from '../forkState.ts';
import type { PrivatePull } from '../types.ts';
import type { Situation } from '../situation.ts';
import { botWords, people, since } from '../words.ts';
import type { Rule } from './rough.ts';

/** Somebody provides a patch: a pull request says who, a credit may. */
export const patch: Rule = ({ advisory, openPulls, mergedPulls, publicFix, profile }) => {
  const step = { id: 'patch', label: 'Patch', needs: ['determination'] } as const;
  const pulls = [...openPulls, ...mergedPulls];
  if (pulls.length > 0) return { ...step, state: 'done', detail: numbers(pulls) };
  if (publicFix !== null) return { ...step, state: 'done', detail: profile.publicNumber(publicFix.pull) };
  const developers = advisory.credits.filter(({ type }) => type === 'remediation_developer');
  if (developers.length > 0)
    return { ...step, state: 'done', detail: people(developers.map(({ login }) => login)) };
  return { ...step, state: 'possible', detail: 'nobody yet' };
};

/** High and Critical are fixed in a private fork. Where the project has a bot, that makes one for every draft. */
export const fork: Rule = situation => {
  const { advisory, phase, profile, publicFix, publicIssue, mayBePublic, now, role, pulls, progress } =
    situation;
  const step = { id: 'fork', label: 'Private fork', needs: ['determination'] } as const;
  const { fork: made } = progress;
  const named = advisory.privateFork !== null;
  if (named && !isForkAwaited(situation))
    return { ...step, state: 'done', detail: pulls === null ? 'not read yet' : 'ready' };
  if (publicFix !== null || publicIssue !== null)
    return { ...step, state: 'not-needed', detail: 'fixed in public' };
  if (phase === 'exposed') return { ...step, state: 'not-needed', detail: 'gone with the publishing' };
  const waiting = { ...step, state: 'waiting' } as const;
  // Whoever left it may wait for it again.
  const again = made?.left ? ({ action: 'startFork' } as const) : {};
  const left = made?.left ? ', no longer waited for' : '';
  if (made?.by === 'us')
    return { ...waiting, detail: `${since('GitHub makes it', made.at, now)}${left}`, ...again };
  if (named) return { ...waiting, detail: `GitHub makes it${left}`, ...again };
  if (phase === 'draft' && profile.bot?.makesFork) {
    const action = role === 'admin' ? ({ action: 'startFork' } as const) : {};
    return { ...waiting, detail: botWords(advisory.updatedAt, now, profile.bot), ...action };
  }
  const start = { ...step, verb: 'Start the private fork', action: 'startFork' } as const;
  if (mayBePublic) return { ...start, state: 'possible', detail: 'may be fixed in public' };
  return { ...start, state: 'open', detail: 'none yet' };
};

/** The fix is reviewed in the fork before anything becomes public (devguide, "Developing a patch privately"). */
export const privatePull: Rule = situation => {
  const { advisory, pulls, openPulls, mergedPulls, publicFix, publicIssue, portStopped, mine } = situation;
  const step = { id: 'privatePull', label: 'Private PR', needs: ['determination', 'fork'] } as const;
  if (openPulls.length > 0) {
    const review = approvals(openPulls);
    const detail = `${numbers(openPulls)}${review}`;
    const waits = review === noApproval && publicFix === null && portStopped === null;
    return { ...step, state: waits ? 'waiting' : 'done', detail };
  }
  if (publicFix !== null || publicIssue !== null)
    return { ...step, state: 'not-needed', detail: 'fixed in public' };
  if (mergedPulls.length > 0)
    return { ...step, state: 'done', detail: `${numbers(mergedPulls)}, merged in the fork` };
  if (portStopped !== null) return { ...step, state: 'done', detail: 'being ported' };
  if (advisory.privateFork === null && withoutFork(situation))
    return { ...step, state: 'not-needed', detail: 'without a fork' };
  if (advisory.privateFork !== null && pulls === null && fork(situation).state === 'done')
    return { ...step, state: mine ? 'waiting' : 'possible', detail: 'not read yet' };
  return {
    ...step,
    state: 'open',
    verb: 'Open the private PR',
    detail: 'none yet',
    action: 'openPrivatePull',
  };
};

/** Is there no fork, and will there be none unless somebody wants one? */
export function withoutFork(situation: Situation): boolean {
  const { state } = fork(situation);
  return state === 'not-needed' || (state === 'possible' && situation.phase !== 'triage');
}

const noApproval = ', no approval yet';

/** ", 2 approvals", or nothing where they are not known. The best of several pull requests counts. */
function approvals(pulls: readonly PrivatePull[]): string {
  const known = pulls.flatMap(pull => pull.approvals ?? []);
  if (known.length < pulls.length) return '';
  const most = Math.max(...known);
  if (most === 0) return noApproval;
  return most === 1 ? ', 1 approval' : `, ${most} approvals`;
}

/** "#1", "#1 and #2" */
function numbers(pulls: readonly PrivatePull[]): string {
  const names = pulls.map(({ number }) => `#${number}`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
