/** Never met: nothing more is read. */
const never = /(?!)/;

/**
 * The lines of a Markdown comment that its readers see as text: without code, HTML comments and HTML blocks (CommonMark
 * 4.5, 4.6). Where it is not certain where one of them ends, nothing behind its beginning counts.
 */
export function shownLines(comment: string): string[] {
  const shown: string[] = [];
  let end: RegExp | null = null;
  for (const line of comment.replace(/\r\n?/g, '\n').split('\n')) {
    if (end !== null) {
      if (end === commentEnd && fence.test(line)) return shown;
      if (end.test(line)) end = null;
      continue;
    }
    end = opened(line);
    if (end === null) shown.push(line.replace(/<!--.*?-->/g, ''));
  }
  return shown;
}

const commentEnd = /-->/;
const blank = /^\s*$/;
/** Also in a list. */
const fence = /^(\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}(?=[^`]*$)|~{3,})/;
const folded = /<(?:details|pre|script|style|template|textarea)\b/i;
const block = /^ {0,3}<(?:\/?[a-z][a-z\d-]*(?:[\s/>]|$)|[?!](?!--))/i;

/** What ends that which begins in a line, a later line that matches; null: nothing hidden begins in it. */
function opened(line: string): RegExp | null {
  const [, before = '', marks] = fence.exec(line) ?? [];
  // Inside of a list it ends as the list is indented.
  if (marks !== undefined)
    return /^ {0,3}$/.test(before) ? new RegExp(`^ {0,3}${marks[0]!}{${marks.length},}\\s*$`) : never;
  if (folded.test(line)) return never;
  const at = line.lastIndexOf('<!--');
  if (at >= 0 && !line.includes('-->', at)) return commentEnd;
  return block.test(line) ? blank : null;
}
