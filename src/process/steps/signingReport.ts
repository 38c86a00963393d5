import type { Situation } from '../situation.ts';
import type { StepId } from '../types.ts';
import type { Rough } from './rough.ts';

/** Steps of a fix in the code, which a revoked certificate does not need. */
const fixing: readonly StepId[] = [
  'patch',
  'fork',
  'privatePull',
  'tests',
  'issue',
  'publicPull',
  'merge',
  'backports',
];

/** A step of every advisory, as it is in one that reports misuse of a code-signing certificate. */
export function inSigningReport(rough: Rough, situation: Situation): Rough {
  const { signing } = situation;
  if (signing === null || rough.state === 'done') return rough;
  if (fixing.includes(rough.id) && withoutFix(situation)) {
    const { id, label } = rough;
    return { id, label, state: 'not-needed', detail: 'no fix in the code' };
  }
  if (rough.id === 'determination') return determination(rough, signing.verdict);
  if (rough.id === 'announce') return announce(rough, signing.verdict);
  return rough;
}

type Verdict = NonNullable<Situation['signing']>['verdict'];

/** Decided by what the verification found. */
function determination(rough: Rough, verdict: Verdict): Rough {
  if (rough.state !== 'open') return rough;
  const needs = [...(rough.needs ?? []), 'signingVerification'] as const;
  if (verdict !== 'not-genuine') return { ...rough, needs };
  return { ...rough, needs, verb: 'Reject: not genuine', detail: 'not genuine', action: 'reject' };
}

/** "Only then will certificates be revoked and an advisory published" (devguide). */
function announce(rough: Rough, verdict: Verdict): Rough {
  if (verdict === 'not-genuine') {
    const { id, label } = rough;
    return { id, label, state: 'not-needed', detail: 'not genuine' };
  }
  return { ...rough, needs: [...(rough.needs ?? []), 'signingVerification', 'signingRevocation'] };
}

/** Is nobody fixing anything? A fork whose pull requests were not read may have one. */
function withoutFix({ advisory, pulls, openPulls, mergedPulls, publicFix, portStopped }: Situation): boolean {
  const unread = pulls === null && advisory.privateFork !== null;
  return publicFix === null && portStopped === null && !unread && openPulls.length + mergedPulls.length === 0;
}
