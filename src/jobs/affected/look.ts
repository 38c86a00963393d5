import {
  blobBytes,
  changedFiles,
  filesOf,
  filesWith,
  mergeTrees,
  standIn,
  type FileChange,
  type Git,
  type Scratch,
} from '../../git/index.ts';
import { foundIn, isCode, type TouchedLines } from './touched.ts';
import type { BranchFacts, TouchedFile } from './types.ts';

/** The fix: what it makes of public main, and what it touches there. */
export interface Fix {
  /** The commit of public main as a stand-in without history, and its tree with the fix. */
  readonly base: string;
  readonly fixed: string;
  readonly files: readonly FileChange[];
  /** In the order of `files`. */
  readonly touched: readonly TouchedLines[];
}

/** Characters of a line that hardly stands in a file by chance. */
const shortestTelling = 30;

/**
 * Looks at one branch: would the fix apply there, as a pick does, and is what it touches there? The merge stands on
 * stand-ins without history, so that its base is the main that the fix was made for.
 */
export async function lookAt(
  git: Git,
  scratch: Scratch,
  fix: Fix,
  { branch, tip }: { readonly branch: string; readonly tip: string },
  signal?: AbortSignal,
): Promise<BranchFacts> {
  const ours = await standIn(git, scratch, `${tip}^{tree}`, fix.base);
  const [merged, there] = await Promise.all([
    mergeTrees(git, scratch, signal, { ours, theirs: fix.fixed }),
    filesOf(git, scratch, tip, signal),
  ]);
  const changed = await changedFiles(git, scratch, `${tip}^{tree}`, merged.tree, signal);
  const unmerged = merged.clean ? [] : merged.unmerged.map(({ path }) => path);
  const known = fix.files.some(({ path, oldPath }) => isCode(oldPath ?? path)) ? isCode : () => true;
  const own = new Set(fix.files.flatMap(({ path, oldPath }) => [path, oldPath ?? path]));
  // What the merge touches, and main has under another name.
  const others = [...changed.map(({ path }) => path), ...unmerged].filter(
    path => there.has(path) && !own.has(path),
  );
  const files: (TouchedFile & { readonly onlyAdds: boolean })[] = [];
  let elsewhere: string | null = null;
  for (const [at, { path, oldPath, change }] of fix.files.entries()) {
    const name = oldPath ?? path;
    if (change === 'added' || !known(name)) continue;
    const place = there.has(name) ? name : movedTo(name, others);
    const { lines, onlyAdds } = fix.touched[at] ?? { lines: [], onlyAdds: false };
    const blob = place === null ? null : there.get(place)!;
    if (place === null) elsewhere ??= await elsewhereOf(git, scratch, tip, lines, signal);
    const found = blob === null ? 0 : foundIn(await blobBytes(git, scratch, blob), lines);
    files.push({ path: name, at: place, lines: lines.length, found, onlyAdds });
  }
  const code = new Set(files.flatMap(({ path, at }) => (at === null ? [path] : [path, at])));
  return {
    branch,
    files: files.map(({ onlyAdds: _, ...file }) => file),
    conflicts: merged.clean ? 'none' : unmerged.some(path => code.has(path)) ? 'code' : 'rest',
    changes: changed.some(({ path, oldPath }) => code.has(path) || code.has(oldPath ?? path)),
    elsewhere,
    onlyAdds: files.every(({ onlyAdds }) => onlyAdds),
  };
}

/** Code that moved into another file: looked for by its longest line, unless that could stand anywhere. */
async function elsewhereOf(
  git: Git,
  scratch: Scratch,
  tip: string,
  lines: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> {
  const longest = lines.reduce((best, line) => (line.trim().length > best.length ? line.trim() : best), '');
  if (longest.length < shortestTelling) return null;
  const found = await filesWith(git, scratch, tip, Buffer.from(longest, 'latin1'), signal);
  return found.find(isCode) ?? null;
}

/** git followed a rename when the merge touches a file that the fix does not name. */
function movedTo(path: string, others: readonly string[]): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const same = others.filter(other => other === name || other.endsWith(`/${name}`));
  const found = new Set(same.length > 0 ? same : others);
  return found.size === 1 ? [...found][0]! : null;
}
