import type { LeakFinding } from './scan.ts';

/** A way to mend a finding: the text as it would be afterwards. */
export interface LeakFix {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What can be done about a leak in a text. */
export function fixesFor({ rule, start, end }: LeakFinding, text: string): LeakFix[] {
  if (rule === 'title-tag') {
    return [{ id: 'take-out', title: 'Take it out', text: join(text.slice(0, start), text.slice(end)) }];
  }
  const [from, to] = sentenceAround(text, start, end);
  const rest = join(text.slice(0, from), text.slice(to));
  return rest.trim() === ''
    ? [{ id: 'take-out', title: 'Take it out', text: join(text.slice(0, start), text.slice(end)) }]
    : [{ id: 'remove-sentence', title: 'Remove sentence', text: rest }];
}

/** From the end of the sentence before to the end of this one; a blank line ends a sentence too. */
function sentenceAround(text: string, start: number, end: number): [number, number] {
  const before = text.slice(0, start);
  const ends = [...before.matchAll(/[.!?](?=\s)|\n\s*\n/g)].at(-1);
  const from = ends ? ends.index + ends[0].length : 0;
  const after = /[.!?](?=\s|$)|\n\s*\n/.exec(text.slice(end));
  return [from, after ? end + after.index + (after[0].startsWith('\n') ? 0 : 1) : text.length];
}

function join(left: string, right: string): string {
  if (left.trim() === '') return right.trimStart();
  if (right.trim() === '') return left.trimEnd();
  return /\s$/.test(left) && /^[ \t]/.test(right) ? left + right.trimStart() : left + right;
}
