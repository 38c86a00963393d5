import { rstrip, strip } from '../rst/strip.ts';
import { wrap } from '../rst/textwrap.ts';

/** "Shorter than 80 characters", and paragraphs wrapped at 80 (pip's contributing guide). */
export const widest = 79;

/** Lists, quotes and literal blocks stay as they are. */
const kept = /^(?:[-*+] |\d+\. |#\. |\s|\.\. )/;

/** The text of a fragment as it is written: paragraphs wrapped, no white space around, one line end (pip's hooks). */
export function wrapFragment(body: string): string {
  const lines = body.replace(/\r\n?/g, '\n').split('\n').map(rstrip);
  const paragraphs = strip(lines.join('\n')).split(/\n{2,}/);
  const literal = (i: number) => i > 0 && paragraphs[i - 1]!.endsWith('::');
  const written = paragraphs.map((paragraph, i) =>
    kept.test(paragraph) || literal(i) ? paragraph : wrap(strip(paragraph), widest).join('\n'),
  );
  return `${written.join('\n\n')}\n`;
}

/** The widest line, as Python counts. */
export function columns(text: string): number {
  return Math.max(0, ...text.split('\n').map(line => [...line].length));
}
