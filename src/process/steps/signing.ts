import { signingTasks, type Signing } from '../signing.ts';
import type { Situation } from '../situation.ts';
import type { StepId } from '../types.ts';
import { dated } from '../words.ts';
import type { Rough } from './rough.ts';

/*
 * The steps of a code-signing report. Reports must be verifiable by the response team before anything destructive is
 * done: certificates are revoked, and an advisory is published, after signs of compromise were found and not before.
 */

type SigningRule = (situation: Situation, signing: Signing) => Rough;

/** Harm nobody, so they may be taken at once and by whoever acts. */
const precautions: SigningRule = ({ now }, { done, at, verdict }) => {
  const step = { id: 'signingPrecautions', label: 'Precautions', action: 'signing' } as const;
  if (done('precautions')) return { ...step, state: 'done', detail: dated('taken', at('precautions'), now) };
  if (verdict === 'not-genuine') return { ...step, state: 'not-needed', detail: 'not genuine' };
  return { ...step, state: 'possible', detail: 'rotate secrets, reset passwords' };
};

/** Checksums and signatures of what was signed: without them a report cannot be held against the builds. */
const evidence: SigningRule = ({ progress, now }, signing) => {
  const step = {
    id: 'signingEvidence',
    label: 'Checksums and signatures',
    needs: ['coordinator'],
    action: 'signing',
    decision: true,
  } as const;
  const had = ticked('signingEvidence', signing);
  if (had.length === 2) return { ...step, state: 'done', detail: had.join(' and ') };
  const only = had.length > 0 ? `${had.join('')} only` : null;
  if (signing.verdict === 'not-genuine')
    return { ...step, state: 'not-needed', detail: only ?? 'not genuine' };
  if (signing.verdict !== null) return { ...step, state: 'not-needed', detail: only ?? 'verified without' };
  if (progress.signingAskedAt !== undefined) {
    const asked = dated('asked', progress.signingAskedAt, now);
    return { ...step, state: 'waiting', detail: only === null ? asked : `${asked}, ${only}` };
  }
  const verb = 'Ask for checksums and signatures';
  return { ...step, state: 'open', verb, detail: only ?? 'neither yet', ...(only && { note: only }) };
};

/** Next once the evidence is there; audit logs can be looked at before that. */
const verification: SigningRule = (situation, signing) => {
  const step = {
    id: 'signingVerification',
    label: 'Verification',
    needs: ['coordinator'],
    action: 'signing',
    decision: true,
  } as const;
  const checks = ticked('signingVerification', signing);
  if (signing.verdict !== null) {
    const found = signing.verdict === 'genuine' ? 'genuine' : 'not genuine';
    return { ...step, state: 'done', detail: [found, ...checks].join(', ') };
  }
  const detail = checks.length > 0 ? checks.join(', ') : 'nothing checked yet';
  const { state } = evidence(situation, signing);
  if (state !== 'done') return { ...step, state: 'possible', detail };
  const verb = checks.length === 3 ? 'Record whether the report is genuine' : 'Verify the report';
  return { ...step, state: 'open', verb, detail, ...(checks.length > 0 && { note: detail }) };
};

/** The one destructive step. */
const revocation: SigningRule = ({ now }, { done, at, verdict }) => {
  const step = { id: 'signingRevocation', label: 'Revocation' } as const;
  const pressed = { ...step, action: 'signing', decision: true } as const;
  if (done('revoked')) return { ...pressed, state: 'done', detail: dated('revoked', at('revoked'), now) };
  if (verdict === 'not-genuine') return { ...step, state: 'not-needed', detail: 'not genuine' };
  const needs = ['coordinator', 'signingVerification'] as const;
  return { ...pressed, state: 'open', verb: 'Revoke the certificates', detail: 'not revoked', needs };
};

/** In the order of the process; none where it is no such report. What is over is not ticked any more. */
export function signingSteps(situation: Situation): Rough[] {
  const { signing, phase } = situation;
  if (signing === null) return [];
  return [precautions, evidence, verification, revocation].map(rule => {
    const { action, ...step } = rule(situation, signing);
    return phase === 'finished' || action === undefined ? step : { ...step, action };
  });
}

function ticked(of: StepId, { done }: Signing): string[] {
  return signingTasks.filter(({ id, step }) => step === of && done(id)).map(({ label }) => label);
}
