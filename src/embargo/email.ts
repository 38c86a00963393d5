import { decoded, placeOf, without, type Span } from './decode.ts';
import { tags } from './markup.ts';
import { others, type Normal } from './normal.ts';
import type { LeakPlace, Rule } from './place.ts';
import { isTopLevel } from './topLevel.ts';

/** Bounded on both sides of the `@`, so that a hostile text cannot make it slow (RFC 5321 4.5.3.1). */
const local = "[\\p{L}\\p{N}.!#$%&'+/=?^_{|}-]";
const label = '[\\p{L}\\p{N}-]{1,63}';
const domain = `${label}(?:\\.${label}){1,8}`;
const address = new RegExp(`${local}{1,64}@${domain}`, 'gu');

/** Addresses that nobody chose to make public. */
export const email: Rule = (original, { written, words }, { allowedEmails }) => {
  const allowed = allowedEmails.map(each => each.toLowerCase());
  const look = (reading: Normal, before: (place: number) => string): LeakPlace[] =>
    [...reading.text.matchAll(address)]
      .filter(({ 0: found, index }) => !allowed.some(each => isOnly(each, found, at => before(index + at))))
      .map(match => ({
        ...placeOf(reading, match.index, match[0].length),
        rule: 'email',
        message: 'Makes a private e-mail address public.',
      }));
  const unwrapped = words.flatMap(reading => [
    // A line that begins with `@` is a decorator.
    without(reading, /(?<=@)\r?\n/g),
    without(reading, wraps(reading, original)),
  ]);
  const once = [...new Map(unwrapped.map(reading => [reading.text, reading])).values()];
  return [
    ...look(written, () => ''),
    ...others(written, once).flatMap(reading =>
      look(reading, at => original.slice(reading.to[at - 1], reading.at[at])),
    ),
  ];
};

/**
 * Is what was found the allowed address and no other one that ends like it? Underscores before it may be markdown's emphasis.
 * Where markup was taken out, a word may touch it that a page shows apart from it.
 */
function isOnly(allowed: string, found: string, gapAt: (at: number) => string): boolean {
  const at = found.length - allowed.length;
  if (at < 0 || found.slice(at).toLowerCase() !== allowed) return false;
  return /^_*$/.test(found.slice(0, at)) || parts(gapAt(at));
}

/** Elements that stand on lines, or in cells, of their own. */
const apart =
  /^<\/?(?:br|hr|p|div|h[1-6]|[ou]l|li|d[ltd]|t[dhr]|table|thead|tbody|pre|blockquote|details|summary|section)(?=[\s/>])/i;

/** Does a page show what stands before this markup apart from what stands behind it? */
function parts(gap: string): boolean {
  const { text } = decoded(gap);
  return [...tags(text)].some(([start, end]) => apart.test(text.slice(start, end)));
}

/**
 * A line end before an `@` that can be a wrapped address, with its domain. No decorators: they are called, or followed by
 * another one or what they decorate. In prose nothing of that need follow.
 */
const wrap = new RegExp(
  `(?<=(?<![@\\p{L}\\p{N}_.-])${local}{1,64})[ \\t]*\\r?\\n[ \\t]*(?=@(${domain})(?!\\.?[\\p{L}\\p{N}_(-])` +
    '(?![^\\n]*\\n[^\\p{L}\\p{N}@\\n]*(?:@|(?:def|class|async)\\b)))',
  'gu',
);

function* wraps({ text, at }: Normal, original: string): Generator<Span> {
  if (!/\n[ \t]*@/.test(text)) return;
  for (const { 0: found, 1: name = '', index } of text.matchAll(wrap)) {
    // "decorated with\n@functools.cache": any word can stand before a wrap, but no mail goes to a domain of no top level.
    if (!isTopLevel(name.slice(name.lastIndexOf('.') + 1))) continue;
    const end = index + found.length;
    // Code follows a comment: its `@` is no part of that.
    if (marked(original, at[index - 1]!) && !marked(original, at[end]!)) continue;
    yield [index, end];
  }
}

/** Does the line of this place begin as a quote or a comment does? */
function marked(text: string, at: number): boolean {
  return /^[ \t]*(?:[>#;%*|]|\/\/|--|\.\.[ \t]|dnl\b|REM\b)/.test(
    text.slice(text.lastIndexOf('\n', at - 1) + 1, at),
  );
}
