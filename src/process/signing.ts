import type { Progress, SigningStep, SigningVerdict, StepId } from './types.ts';

/** One thing to tick in a code-signing report. */
export interface SigningTask {
  readonly id: SigningStep;
  /** The step of the advisory that it belongs to. */
  readonly step: Extract<StepId, `signing${string}`>;
  /** A noun: "checksums" */
  readonly label: string;
  /** What is to be done, as a sentence. */
  readonly help: string;
}

/** All of them, in order (devguide, "Handling code signing certificate reports"). */
export const signingTasks: readonly SigningTask[] = [
  {
    id: 'precautions',
    step: 'signingPrecautions',
    label: 'precautions',
    help: 'Rotate the secrets of code signing and reset the passwords of accounts that can reach the certificates. Nothing is destroyed, so this needs no verification.',
  },
  {
    id: 'checksums',
    step: 'signingEvidence',
    label: 'checksums',
    help: 'The reporter sent the checksums of the binaries that were signed by the certificate.',
  },
  {
    id: 'signatures',
    step: 'signingEvidence',
    label: 'signatures',
    help: 'The reporter sent the signatures of these binaries.',
  },
  {
    id: 'artifacts',
    step: 'signingVerification',
    label: 'build artifacts',
    help: 'Download the artifacts of the Azure Pipelines runs and compare them with the reported checksums.',
  },
  {
    id: 'validity',
    step: 'signingVerification',
    label: 'valid signatures',
    help: 'Check whether the signatures are valid. Earlier reports had some that only claimed to be of Python certificates.',
  },
  {
    id: 'auditLogs',
    step: 'signingVerification',
    label: 'audit logs',
    help: 'Look for signs of compromise in the audit logs of Azure Pipelines and Azure Trusted Signing.',
  },
  {
    id: 'revoked',
    step: 'signingRevocation',
    label: 'revocation',
    help: 'Revoke the certificates. Only after signs of compromise or wrongly signed binaries were found.',
  },
];

/** A code-signing report as far as this machine knows it. What is stored may be of another version: nothing throws. */
export interface Signing {
  readonly done: (step: SigningStep) => boolean;
  /** When, as it is stored. */
  readonly at: (step: SigningStep) => string | undefined;
  /** Recorded, and for a genuine report by at least one check: before that nothing destructive is offered. */
  readonly verdict: SigningVerdict | null;
}

/** null: it is not handled as a code-signing report. */
export function signingOf({ signing, signingVerdict }: Progress): Signing | null {
  if (typeof signing !== 'object' || signing === null) return null;
  const at = (step: SigningStep) => {
    const time: unknown = Object.hasOwn(signing, step) ? signing[step] : undefined;
    return typeof time === 'string' ? time : undefined;
  };
  const done = (step: SigningStep) => at(step) !== undefined;
  const checked = signingTasks.some(({ id, step }) => step === 'signingVerification' && done(id));
  const genuine = signingVerdict === 'genuine' && checked;
  return { done, at, verdict: genuine || signingVerdict === 'not-genuine' ? signingVerdict : null };
}
