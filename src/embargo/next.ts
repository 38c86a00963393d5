/**
 * Where a pattern (with `g`) is found next, from a place on; the length of the text where it is not. It remembers its last
 * answer, so that many who ask before the same place do not each search the way to it.
 */
export function next(text: string, pattern: RegExp): (from: number) => number {
  let [asked, found] = [-1, -1];
  return from => {
    if (asked < 0 || from < asked || from > found) {
      pattern.lastIndex = from;
      asked = from;
      found = pattern.exec(text)?.index ?? text.length;
    }
    return found;
  };
}
