/** The lines of one file that a fix touches, as bytes in Latin-1. */
export interface TouchedLines {
  readonly lines: readonly string[];
  /** Does it take nothing away? Then `lines` are those around what it adds. */
  readonly onlyAdds: boolean;
}

/**
 * The touched lines of each file of a diff (`git diff --text -U3`, as bytes), in the diff's order. A blank line and a
 * lone bracket are in every file, so they count only where there is nothing else.
 */
export function touchedLines(diff: Uint8Array): TouchedLines[] {
  const text = Buffer.from(diff).toString('latin1');
  // A line of a hunk begins with a sign, so only a header can begin a line like this.
  return text
    .split(/(?:^|\n)diff --git /)
    .slice(1)
    .map(section => {
      const hunks = section.split(/\n@@ [^\n]*/).slice(1);
      const removed = hunks.flatMap(hunk => linesOf(hunk, '-'));
      const lines = removed.length > 0 ? removed : hunks.flatMap(hunk => linesOf(hunk, ' '));
      return { lines: telling(lines), onlyAdds: removed.length === 0 };
    });
}

function linesOf(hunk: string, sign: '-' | ' '): string[] {
  return hunk
    .split('\n')
    .slice(1)
    .flatMap(line => (line.startsWith(sign) ? [line.slice(1)] : []));
}

function telling(lines: readonly string[]): readonly string[] {
  const some = lines.filter(line => /\w.*\w/.test(line));
  return some.length > 0 ? some : lines.filter(line => line.trim() !== '');
}

/** Those of the lines that a file lacks, exactly as they are. */
export function lackingIn(file: Uint8Array, lines: readonly string[]): string[] {
  const there = new Set(Buffer.from(file).toString('latin1').split('\n'));
  return lines.filter(line => !there.has(line));
}

/** Tests, documentation and NEWS: a branch may lack or change them, and have the flaw or not. */
export function isCode(path: string): boolean {
  return !(
    /(^|\/)(tests?|testing|[a-z]+_tests?|docs?|misc|news)\//i.test(path) ||
    /(^|\/)(test_[^/]*|[^/]*_test\.[^/]*|conftest\.py|README[^/]*|CHANGE[^/]*)$/i.test(path) ||
    /\.(rst|md|txt)$/i.test(path)
  );
}
