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
import { cameWith } from './history.ts';
import { isCode, lackingIn, type TouchedLines } from './touched.ts';
import type { BranchFacts, CameWith, TouchedFile } from './types.ts';

/** The fix: what it makes of public main, and what it touches there. */
export interface Fix {
  readonly publicMain: string;
  /** The commit of public main as a stand-in without history, and its tree with the fix. */
  readonly base: string;
  readonly fixed: string;
  readonly files: readonly FileChange[];
  /** In the order of `files`. */
  readonly touched: readonly TouchedLines[];
}

/** How long a look may take. */
export interface Until {
  readonly signal?: AbortSignal | undefined;
  /** When it is over, no history is looked at any more. */
  readonly history: AbortSignal;
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
  { signal, history }: Until,
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
  const lacking: string[] = [];
  for (const [at, { path, oldPath, change }] of fix.files.entries()) {
    const name = oldPath ?? path;
    if (change === 'added' || !known(name)) continue;
    const place = there.has(name) ? name : movedTo(name, others);
    const { lines, onlyAdds } = fix.touched[at] ?? { lines: [], onlyAdds: false };
    const blob = place === null ? null : there.get(place)!;
    if (place === null) elsewhere ??= await elsewhereOf(git, scratch, tip, lines, signal);
    const lacks = blob === null ? lines : lackingIn(await blobBytes(git, scratch, blob), lines);
    lacking.push(...lacks);
    files.push({ path: name, at: place, lines: lines.length, found: lines.length - lacks.length, onlyAdds });
  }
  const code = new Set(files.flatMap(({ path, at }) => (at === null ? [path] : [path, at])));
  const conflicts = merged.clean ? 'none' : unmerged.some(path => code.has(path)) ? 'code' : 'rest';
  // Where the fix applies, or nothing of it is there, its lines need no explanation.
  const unclear = conflicts === 'code' && lacking.length > 0 && files.some(({ at }) => at !== null);
  const about = { main: fix.publicMain, tip, paths: files.map(({ path }) => path), lines: lacking };
  return {
    branch,
    files: files.map(({ onlyAdds: _, ...file }) => file),
    conflicts,
    changes: changed.some(({ path, oldPath }) => code.has(path) || code.has(oldPath ?? path)),
    elsewhere,
    onlyAdds: files.every(({ onlyAdds }) => onlyAdds),
    cameWith: unclear
      ? await inTime({ signal, history }, until => cameWith(git, scratch, about, until))
      : null,
  };
}

/** History is worth some seconds of looking, and never the rest of what was found. */
async function inTime(
  { signal, history }: Until,
  look: (until: AbortSignal) => Promise<CameWith | null>,
): Promise<CameWith | null> {
  if (history.aborted) return null;
  try {
    return await look(signal ? AbortSignal.any([signal, history]) : history);
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
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
