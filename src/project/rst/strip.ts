/**
 * Python's `str.strip()` and `str.rstrip()`. JavaScript's `trim()` keeps U+001C to U+001F and U+0085, which Python
 * takes away, and takes away the byte order mark, which Python keeps.
 */
const space = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Without white space at the end. */
export function rstrip(text: string): string {
  let end = text.length;
  while (end > 0 && space.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Without white space at both ends. */
export function strip(text: string): string {
  const right = rstrip(text);
  let start = 0;
  while (start < right.length && space.test(right[start]!)) start++;
  return right.slice(start);
}
