import {
  signingOf,
  signingTasks,
  type Progress,
  type SigningStep,
  type SigningTask,
  type SigningVerdict,
} from '../../process/index.ts';
import { dated } from '../../process/words.ts';

/** What a row does: ticks or unticks, asks the reporter, records what the verification found, or ends all of it. */
export type SigningPress =
  { readonly tick: SigningStep } | { readonly verdict: SigningVerdict | null } | 'ask' | 'end';

export interface SigningRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: SigningPress;
}

export interface SigningSection {
  readonly label: string;
  readonly rows: readonly SigningRow[];
}

type SigningStepId = SigningTask['step'];

const labels: Readonly<Record<SigningStepId, string>> = {
  signingPrecautions: 'Precautions',
  signingEvidence: 'Checksums and signatures',
  signingVerification: 'Verification',
  signingRevocation: 'Revocation',
};

/** Is it a step of code-signing reports? */
export function isSigningStep(id: unknown): id is SigningStepId {
  return typeof id === 'string' && Object.hasOwn(labels, id);
}

/** What can be pressed at a step; without one, at all of them. */
export function signingSections(progress: Progress, now: Date, only: SigningStepId | null): SigningSection[] {
  const steps = (Object.keys(labels) as SigningStepId[]).filter(id => only === null || id === only);
  return [
    ...steps.map(id => ({ label: labels[id], rows: rowsOf(id, progress, now) })),
    ...(only === null
      ? [
          {
            label: 'This report',
            rows: [{ label: '$(discard) No code-signing report after all', value: 'end' as const }],
          },
        ]
      : []),
  ].filter(({ rows }) => rows.length > 0);
}

function rowsOf(id: SigningStepId, progress: Progress, now: Date): SigningRow[] {
  const signing = signingOf(progress);
  if (signing === null) return [];
  const { verdict, done, at } = signing;
  const ticks = signingTasks
    .filter(task => task.step === id)
    // What destroys something is offered after the verification only; what was done can always be unticked.
    .filter(task => task.id !== 'revoked' || verdict === 'genuine' || done('revoked'))
    .map((task): SigningRow => ({
      label: `$(${done(task.id) ? 'check' : 'circle-large-outline'}) ${capital(task.label)}`,
      description: done(task.id) ? dated('done', at(task.id), now) : 'not yet',
      detail: task.help,
      value: { tick: task.id },
    }));
  switch (id) {
    case 'signingEvidence':
      return [
        ...ticks,
        {
          label: '$(comment) Ask the reporter for both…',
          ...(progress.signingAskedAt === undefined
            ? {}
            : { description: dated('asked', progress.signingAskedAt, now) }),
          value: 'ask',
        },
      ];
    case 'signingVerification':
      return [...ticks, ...verdictRows(progress)];
    case 'signingRevocation':
      return ticks;
    case 'signingPrecautions':
      return ticks;
  }
}

function verdictRows(progress: Progress): SigningRow[] {
  const verdict = signingOf(progress)?.verdict ?? null;
  if (verdict !== null)
    return [
      {
        label: `$(discard) Take back: ${verdict === 'genuine' ? 'genuine' : 'not genuine'}`,
        value: { verdict: null },
      },
    ];
  return [
    ...(isChecked(progress)
      ? [
          {
            label: '$(warning) The report is genuine',
            detail:
              'Signs of compromise or wrongly signed binaries were found. Then the certificates are revoked.',
            value: { verdict: 'genuine' as const },
          },
        ]
      : []),
    {
      label: '$(circle-slash) The report is not genuine',
      detail: 'Nothing was found. The certificates stay.',
      value: { verdict: 'not-genuine' },
    },
  ];
}

/** Was at least one check made? A report that nobody verified cannot be called genuine. */
export function isChecked({ signing }: Progress): boolean {
  return signingTasks.some(({ id, step }) => step === 'signingVerification' && signing?.[id] !== undefined);
}

/** What is remembered once a tick is set or taken away. A verdict does not outlive what it stands on. */
export function ticked(
  progress: Progress,
  task: SigningStep,
  now: Date,
): Pick<Progress, 'signing'> & {
  readonly signingVerdict?: SigningVerdict | undefined;
} {
  const { [task]: before, ...others } = progress.signing ?? {};
  const signing = before === undefined ? { ...others, [task]: now.toISOString() } : others;
  const fallen = progress.signingVerdict === 'genuine' && !isChecked({ ...progress, signing });
  return { signing, ...(fallen ? { signingVerdict: undefined } : {}) };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
