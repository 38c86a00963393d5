import { without, type Reading } from './decode.ts';

/** Comments and tags, which a page does not show. Bounded, so that a hostile text cannot make it slow. */
const tag =
  '<!--[^]{0,2000}?-->|<[?!][^<>]{0,500}>|<\\/?[a-z](?:[^<>"\']|"[^"<]{0,200}"|\'[^\'<]{0,200}\'){0,500}>|<\\/?[a-z][^<>]{0,500}>';
/** A colour of a terminal. */
const colour = '\\x1b\\[[0-9;]{0,20}[a-z]';
/** A link: its words stay, its target goes. */
const link = '\\]\\((?:[^()\\n]|\\([^()\\n]{0,200}\\)){0,500}\\)|\\]\\[[^\\][\\n]{0,200}\\]|[[\\]]';
/** The start of a line in a quote, a comment, a list or a diff. */
const start =
  '(?<=\\n)[ \\t]{0,80}(?:(?:[>|;%!+*-]{1,2}|#{1,6}|\\/\\/|dnl|REM|\\.\\.)[ \\t]{1,20}|[>#+]){0,4}[ \\t]{0,80}';
const markup = new RegExp(`${tag}|${colour}|${link}|${start}`, 'gi');

/** The text without what its rendering takes away; the very same object where there is no such thing. */
export function withoutMarkup(reading: Reading): Reading {
  return without(reading, markup);
}
