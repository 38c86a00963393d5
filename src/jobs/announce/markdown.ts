/** Marks that a mail shows as they stand. Lists, and code in backticks, read well there too. */
const marks = [
  /^ {0,3}#{1,6} \S/m,
  /^ {0,3}(?:`{3,}|~{3,})/m,
  /\*\*\S[^\n]{0,200}?\S?\*\*/,
  /(?<!\w)!?\[[^\]\n]{1,200}\]\([^)\n]{1,2000}\)/,
  /^ {0,3}>\s/m,
  /^\s*\|?(?:\s*:?-{3,}:?\s*\|)+/m,
  /<\/?(?:a|b|br|code|details|em|h[1-6]|i|img|kbd|li|ol|p|pre|strong|sub|summary|sup|table|ul)\b[^<>\n]{0,300}>/i,
];

/** Does a text have Markdown that is more than plain text? */
export function hasMarkdown(text: string): boolean {
  return marks.some(mark => mark.test(text));
}
