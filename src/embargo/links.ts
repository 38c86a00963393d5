import { next } from './next.ts';

/**
 * Where a link's target ends that begins at a `](`; null where none does. As CommonMark 6.3 has it: a target in angles
 * or with its parentheses paired, then perhaps a title. In linear time, whatever the text.
 */
export function linkEnds(text: string): (at: number) => number | null {
  let pairs: Int32Array | undefined;
  const paired = (open: number): number | null => (pairs ??= pairsOf(text))[open]! || null;
  const [target, space, angle] = [next(text, /\S/g), next(text, /\s/g), next(text, /[<>\n]/g)];
  const [title, behind] = [next(text, /\S/g), next(text, /\S/g)];
  const quotes: Readonly<Record<string, (from: number) => number>> = {
    '"': next(text, /"/g),
    "'": next(text, /'/g),
  };
  const withTitle = (at: number): number | null => {
    const first = title(at);
    const quote = quotes[text[first] ?? ''];
    const end = quote ? behind(quote(first + 1) + 1) : first;
    return text[end] === ')' ? end + 1 : null;
  };
  return at => {
    const [close, first] = [paired(at + 1), target(at + 2)];
    if (text[first] === '<') {
      const end = angle(first + 1);
      return (text[end] === '>' ? withTitle(end + 1) : null) ?? close;
    }
    const end = space(first);
    return close !== null && close <= end ? close : (withTitle(end) ?? close);
  };
}

/** For each `(`, the place behind the `)` that closes it; 0 where none does. A blank line ends a paragraph. */
function pairsOf(text: string): Int32Array {
  const behind = new Int32Array(text.length);
  let open: number[] = [];
  for (const { 0: found, index } of text.matchAll(/\\[()]|[()]|\n[ \t]*\r?\n/g)) {
    if (found === '(') open.push(index);
    else if (found === ')') behind[open.pop() ?? index] = index + 1;
    else if (!found.startsWith('\\')) open = [];
  }
  return behind;
}
