import { accepted, notAVulnerability } from '../texts/replies.ts';
import { criteria, type Criterion } from './criteria.ts';
import { against, noteOf, type Judgement, type Judgements } from './judgements.ts';

/**
 * The devguide's reply word for word, then why: what is answered against it; then the notes of what speaks neither way.
 * Notes on what speaks for a vulnerability are not the reporter's business, nor is what nobody knows yet.
 */
export function rejectionReply(judgements: Judgements): string {
  const reasons = against(judgements).map(criterion => bullet(criterion.reason, judgements[criterion.id]!));
  const beside = answered(judgements, ({ against }) => against === null);
  const sources = new Set(against(judgements).map(({ source }) => source));
  return [
    notAVulnerability(),
    ...(reasons.length > 0 ? [`Why:\n\n${reasons.join('\n')}`] : []),
    ...(beside.length > 0 ? [lookedAt(beside)] : []),
    ...(sources.size > 0 ? [[...sources].map(source => `See ${source}`).join('\n')] : []),
  ].join('\n\n');
}

/** That it is accepted, and the notes of what does not speak against it. */
export function acceptanceReply(judgements: Judgements): string {
  const lines = answered(judgements, ({ id, against }) => judgements[id]?.answer !== against);
  return lines.length === 0 ? accepted() : `${accepted()}\n\n${lookedAt(lines)}`;
}

/** No reasons: what is known beside them. */
const lookedAt = (lines: readonly string[]) => `What we looked at:\n\n${lines.join('\n')}`;

/** "- Is it fixed on main? Yes. Since gh-210401." of answers that have a note. */
function answered(judgements: Judgements, wanted: (criterion: Criterion) => boolean): string[] {
  return criteria.filter(wanted).flatMap(({ id, question }) => {
    const judgement = judgements[id];
    if (!judgement || judgement.answer === 'unknown' || noteOf(judgement) === '') return [];
    return [bullet(`${question} ${judgement.answer === 'yes' ? 'Yes.' : 'No.'}`, judgement)];
  });
}

/** A point of a list with the note behind it; a note of several lines stays within its point. */
function bullet(words: string, judgement: Judgement): string {
  const note = noteOf(judgement);
  if (note === '') return `- ${words}`;
  const point = `- ${words}${note.includes('\n') ? '\n' : ' '}${note}`;
  return point
    .split('\n')
    .map((line, i) => (i === 0 || line.trim() === '' ? line.trimEnd() : `  ${line.trimEnd()}`))
    .join('\n');
}
