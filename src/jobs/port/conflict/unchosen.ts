/**
 * VS Code's merge editor takes git's markers out of a file as soon as it opens it, and writes the text of before both
 * changes where nothing was chosen yet (seen in 1.100 and 1.139). So "no markers" is not "resolved": each conflict is
 * looked up in the file, and where neither side's change is, the coordinator is asked.
 */
export interface Hunk {
  readonly before: readonly string[];
  readonly base: readonly string[];
  readonly after: readonly string[];
}

/** Lines around a conflict by which its place is found again. */
const context = 2;

/** Reads `git merge-file -p --diff3`: each conflict with its base text and the lines around it. */
export function hunksOf(diff3: string): Hunk[] {
  const hunks: { before: string[]; base: string[]; after: string[] }[] = [];
  let common: string[] = [];
  let part: 'common' | 'ours' | 'base' | 'theirs' = 'common';
  for (const line of linesOf(diff3)) {
    if (part === 'common' && line.startsWith('<<<<<<< ours')) {
      hunks.push({ before: common.slice(-context), base: [], after: [] });
      common = [];
      part = 'ours';
    } else if (part === 'ours' && line.startsWith('||||||| base')) part = 'base';
    else if (part === 'base' && /^=======\r?\n?$/.test(line)) part = 'theirs';
    else if (part === 'theirs' && line.startsWith('>>>>>>> theirs')) part = 'common';
    else if (part === 'base') hunks.at(-1)!.base.push(line);
    else if (part === 'common') {
      common.push(line);
      const last = hunks.at(-1);
      if (last && last.after.length < context) last.after.push(line);
    }
  }
  return hunks;
}

/** Lines (from 1) of a resolved file where the text of before both changes stands. */
export function unchosen(hunks: readonly Hunk[], resolved: string): number[] {
  const lines = linesOf(resolved);
  return hunks.flatMap(({ before, base, after }) => {
    const wanted = [...before, ...base, ...after];
    if (wanted.length === 0) return lines.length === 0 ? [1] : [];
    for (let at = 0; at + wanted.length <= lines.length; at++) {
      // At the file's ends there is less around it.
      if (before.length < context && at > 0 && before.length === 0) break;
      if (after.length === 0 && at + wanted.length < lines.length) continue;
      if (wanted.every((line, i) => lines[at + i] === line)) return [at + before.length + 1];
    }
    return [];
  });
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
