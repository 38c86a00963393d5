import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayOf, days, dueDate, type Assessment, type Facts } from '../../process/index.ts';
import { waitingStep } from './advisoryWords.ts';
import {
  capital,
  coordinatorWords,
  count,
  dateWords,
  ownDateWords,
  plain,
  ratingWords,
  trickWords,
} from './words.ts';

export interface HoverLine {
  readonly icon: string;
  /** Plain words: the tooltip escapes them. */
  readonly words: string;
  /** Follows in the code font. */
  readonly code?: string;
  /** Follows in bold. */
  readonly bold?: string;
}

/** The lines of an advisory's hover below its title. It repeats what the tree has; nothing is loaded for it. */
export function hoverLines(facts: Facts, { next, move, mistakes, steps }: Assessment): readonly HoverLine[] {
  const { advisory, me, now } = facts;
  const due = `Day ${dayOf(advisory.createdAt, now)} of ${days}, due ${dateWords(dueDate(advisory.createdAt))}`;
  const reporter = advisory.author === null ? '' : `Reported by ${plain(advisory.author)}.`;
  const people = [plain(coordinatorWords(advisory, me)), reporter].filter(words => words !== '').join(' ');
  const waiting = move === 'waiting' ? waitingStep(steps) : undefined;
  return [
    ...mistakes.map(mistake => ({ icon: 'error', words: mistake.label })),
    ...trickWords(advisory.title).map(words => ({ icon: 'warning', words })),
    { icon: 'repo', words: repoName(advisory.repo), code: advisory.ghsaId },
    ...(advisory.cveId === null
      ? []
      : [{ icon: 'tag', words: `${plain(advisory.cveId)}${recordWords(facts)}` }]),
    { icon: 'shield', words: scoreWords(advisory) },
    ...(advisory.state === 'triage' || advisory.state === 'draft' ? [{ icon: 'calendar', words: due }] : []),
    ...(people === '' ? [] : [{ icon: 'person', words: people }]),
    ...pullWords(facts).map(words => ({ icon: 'git-pull-request', words })),
    ...(waiting
      ? [{ icon: 'history', words: [plain(waiting.label), plain(waiting.detail)].filter(Boolean).join(', ') }]
      : []),
    ...(next ? [{ icon: 'arrow-circle-right', words: 'Next: ', bold: plain(next.label) }] : []),
  ];
}

/** The record comes out with the announcement, and that after the merge. What is not known is not said. */
function recordWords({ progress, publicFix }: Facts): string {
  if (progress.announcedAt !== undefined) {
    const date = new Date(progress.announcedAt);
    return Number.isNaN(date.getTime()) ? ', announced' : `, announced ${ownDateWords(date)}`;
  }
  return publicFix === null || publicFix.state === 'open' ? ', record not published' : '';
}

/** "High 8.3 (CVSS-B)": which groups of metrics the score rests on (CVSS v4.0, section 1). */
function scoreWords(advisory: Advisory): string {
  const rating = ratingWords(advisory);
  const { severity, cvssV4 } = advisory;
  if (rating === null)
    return severity === null ? 'Not scored' : `Not scored with v4.0; ${capital(severity)} on GitHub`;
  if (cvssV4?.score == null) return rating;
  const { vector } = cvssV4;
  const threat = /\/E:[^X]/.test(vector) ? 'T' : '';
  const environment = /\/(?:[CIA]R|M[A-Z]{2,3}):[^X]/.test(vector) ? 'E' : '';
  return `${rating} (CVSS-B${threat}${environment})`;
}

/** "Private PR #1: 2 approvals" for each open one, and the public one. */
function pullWords({ pulls, publicFix }: Facts): string[] {
  const open = (pulls ?? []).filter(({ state }) => state === 'open');
  const privates = open.map(
    ({ number, approvals }) =>
      `Private PR #${number}${approvals === null ? '' : `: ${count(approvals, 'approval')}`}`,
  );
  if (publicFix === null) return privates;
  const { pull, state } = publicFix;
  return [...privates, `Public PR #${pull}${state === null ? '' : `: ${state}`}`];
}
