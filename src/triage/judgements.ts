import { plainText, unseen } from '../texts/plain.ts';
import { criteria, type Criterion, type CriterionId } from './criteria.ts';

export type Answer = 'yes' | 'no' | 'unknown';

/** What the coordinator answered, and why: their own words. */
export interface Judgement {
  readonly answer: Answer;
  readonly why: string;
}

export type Judgements = Readonly<Partial<Record<CriterionId, Judgement>>>;

/** Characters of a note: those of all criteria together, each line of them indented, fit into one comment (65,536). */
export const noteLimit = 2000;

/** The criteria that are answered against a vulnerability. */
export function against(judgements: Judgements): Criterion[] {
  return criteria.filter(({ id, against }) => against !== null && judgements[id]?.answer === against);
}

/** A draft without what was judged, once the advisory is out of triage: nothing asks for it then. */
export function judgedIn<T extends { readonly triage?: Judgements }>(state: string | undefined, draft: T): T {
  if (draft.triage === undefined || state === undefined || state === 'triage') return draft;
  const { triage: _, ...rest } = draft;
  return rest as T;
}

/** What a stored draft holds; whatever is none of ours is left out. */
export function readJudgements(value: unknown): Judgements {
  if (typeof value !== 'object' || value === null) return {};
  const found: Partial<Record<CriterionId, Judgement>> = {};
  for (const { id } of criteria) {
    const judgement = Object.hasOwn(value, id) ? read((value as Record<string, unknown>)[id]) : null;
    if (judgement !== null) found[id] = judgement;
  }
  return found;
}

function read(value: unknown): Judgement | null {
  if (typeof value !== 'object' || value === null) return null;
  const { answer, why } = value as Record<string, unknown>;
  if (answer !== 'yes' && answer !== 'no' && answer !== 'unknown') return null;
  return { answer, why: typeof why === 'string' ? cut(why) : '' };
}

/** A note as it can stand in a reply: nothing unseen, no blank lines around it. */
export function noteOf({ why }: Judgement): string {
  return plainText(cut(why).replace(unseen, '')).trim();
}

/** Not through the middle of a character. */
function cut(text: string): string {
  return text.slice(0, noteLimit).replace(/[\ud800-\udbff]$/, '');
}
