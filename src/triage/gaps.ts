import { readReport, type ReportText } from './report.ts';
import { hasBinary, hasProof, ratesItself, saysVersions } from './signs.ts';

/** What the policy asks of every report and this one lacks, or has though it should not. */
export interface ReportGap {
  readonly id: 'versions' | 'poc' | 'plainText' | 'severity' | 'length' | 'structure' | 'collapse';
  readonly kind: 'missing' | 'unwanted';
  /** "Versions tested" */
  readonly label: string;
  /** What the reporter is asked, as a point of a list. */
  readonly ask: string;
}

type Check = Omit<ReportGap, 'ask'> & {
  readonly ask: string | ((project: string) => string);
  readonly found: (report: ReportText) => boolean;
};

/** "A few sentences", says the policy; so many words are no few. */
const manyWords = 500;
const manyHeadings = 4;
/** "Longer than a few lines." */
const longCode = 12;

/** Of the policy's section on what to include; the code is not run and nothing is fetched. */
const checks: readonly Check[] = [
  {
    id: 'versions',
    kind: 'missing',
    label: 'Versions tested',
    ask: project =>
      `Which versions of ${project} did you test, and which of them did you find to be vulnerable?`,
    found: report => !saysVersions(report),
  },
  {
    id: 'poc',
    kind: 'missing',
    label: 'Proof of concept',
    ask: 'A proof-of-concept script that reproduces it and clearly says whether the vulnerability is still there, such as by exiting with `1` if vulnerable and `0` if not vulnerable.',
    found: report => !hasProof(report),
  },
  {
    id: 'plainText',
    kind: 'unwanted',
    label: 'Files or pictures that are not plain text',
    ask: 'Send plain text only, attachments included: no pictures, PDFs, binaries, notebooks or archives. If your proof of concept needs a specially constructed binary file, send a script that constructs it.',
    found: hasBinary,
  },
  {
    id: 'severity',
    kind: 'unwanted',
    label: 'Its own severity or CVSS',
    ask: 'Leave out severity and CVSS. We determine them.',
    found: ratesItself,
  },
  {
    id: 'length',
    kind: 'unwanted',
    label: 'More than a few sentences',
    ask: 'Keep what you write to a few sentences.',
    found: ({ words }) => words > manyWords,
  },
  {
    id: 'structure',
    kind: 'unwanted',
    label: 'Many headings, or tables',
    ask: 'Leave out headings and tables.',
    found: ({ headings, tables }) => headings >= manyHeadings || tables > 0,
  },
  {
    id: 'collapse',
    kind: 'unwanted',
    label: 'Long code that is not collapsed',
    ask: 'Wrap scripts that are longer than a few lines in `<details></details>`.',
    found: ({ code }) => code.some(({ lines, collapsed }) => lines > longCode && !collapsed),
  },
];

/**
 * What is missing first. A sign that is overlooked costs a question; nothing is refused by this. `project`: what the
 * reporter calls it.
 */
export function reportGaps(
  report: { readonly title: string; readonly description: string },
  project = 'Python',
): ReportGap[] {
  const read = readReport(report);
  return checks
    .filter(({ found }) => found(read))
    .map(({ id, kind, label, ask }) => ({
      ...{ id, kind, label },
      ask: typeof ask === 'string' ? ask : ask(project),
    }));
}
