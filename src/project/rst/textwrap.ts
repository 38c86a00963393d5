import { strip } from './strip.ts';

/**
 * Python's `textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)`, exactly: tabs expanded to
 * 8 columns, ASCII white space turned into spaces, words never split (CPython Lib/textwrap.py). Width in Unicode
 * code points, as Python counts.
 */
export function wrap(text: string, width: number): string[] {
  const spaced = expandTabs(text).replace(/[\t\n\v\f\r ]/g, ' ');
  const chunks = spaced.split(/( +)/).filter(chunk => chunk !== '');
  const lines: string[] = [];
  let at = 0;
  while (at < chunks.length) {
    // White space at a line's start goes, but for the first line.
    if (lines.length > 0 && isBlank(chunks[at]!)) at++;
    const line: string[] = [];
    let length = 0;
    for (; at < chunks.length && length + size(chunks[at]!) <= width; at++) {
      line.push(chunks[at]!);
      length += size(chunks[at]!);
    }
    // A word longer than the width stands alone on its line.
    if (line.length === 0 && at < chunks.length) line.push(chunks[at++]!);
    if (line.length > 0 && isBlank(line.at(-1)!)) line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

function size(chunk: string): number {
  let count = 0;
  for (const _ of chunk) count++;
  return count;
}

function isBlank(chunk: string): boolean {
  return strip(chunk) === '';
}

function expandTabs(text: string): string {
  let column = 0;
  let out = '';
  for (const character of text) {
    if (character === '\t') {
      const spaces = 8 - (column % 8);
      out += ' '.repeat(spaces);
      column += spaces;
    } else {
      out += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return out;
}
