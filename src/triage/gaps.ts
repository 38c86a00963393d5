import { plainLogin } from '../process/words.ts';

/** What the policy asks of every report and this one lacks, or has though it should not. */
export interface ReportGap {
  readonly id: 'versions' | 'poc' | 'plainText' | 'severity' | 'length' | 'structure' | 'collapse';
  readonly kind: 'missing' | 'unwanted';
  /** "Versions tested" */
  readonly label: string;
  /** What the reporter is asked, as a point of a list. */
  readonly ask: string;
}

type Gap = ReportGap & { readonly found: (report: { title: string; text: string }) => boolean };

const all: readonly Gap[] = [
  {
    id: 'versions',
    kind: 'missing',
    label: 'Versions tested',
    ask: 'Which versions of Python did you test, and which of them are vulnerable?',
    found: ({ title, text }) => !/\b3\.\d{1,2}\b/.test(`${title}\n${text}`),
  },
  {
    id: 'poc',
    kind: 'missing',
    label: 'Proof of concept',
    ask: 'A script that reproduces it and clearly says whether the vulnerability is there, such as by exiting with 1 if vulnerable and 0 if not.',
    found: ({ text }) => !text.includes('```'),
  },
];

export function reportGaps({ title, description }: { title: string; description: string }): ReportGap[] {
  return all.filter(({ found }) => found({ title, text: description })).map(({ found: _, ...gap }) => gap);
}

/** Asks the reporter for what is missing, and to leave out what should not be there. */
export function askForMissing(gaps: readonly ReportGap[], reporter: string | null): string {
  const hello = reporter === null ? 'Hello,' : `Hello @${plainLogin(reporter)},`;
  const points = (kind: ReportGap['kind']) =>
    gaps.filter(gap => gap.kind === kind).map(({ ask }) => `- ${ask}`);
  const missing = points('missing');
  const unwanted = points('unwanted');
  return [
    hello,
    'thank you for the report.',
    ...(missing.length > 0 ? [`To look into it we still need:\n\n${missing.join('\n')}`] : []),
    ...(unwanted.length > 0 ? [`Please also, here and in later reports:\n\n${unwanted.join('\n')}`] : []),
    'Our security policy says how reports are to be written:\nhttps://devguide.python.org/security/policy/',
  ].join('\n\n');
}
