import { decoded, nameIn, namesIn } from './diffNames.ts';
import { readingsOf } from './normal.ts';
import type { LeakPlace } from './place.ts';
import { diffRules, diffWarnings } from './rules.ts';
import { finding, widest, type LeakFinding } from './scan.ts';
import type { Secrets } from './secrets.ts';
import { runsOf, sharedWords } from './sharedWords.ts';

export interface DiffLeak extends LeakFinding {
  readonly path: string;
  /** Line in the new file, counted from 1; 0 for the file's name. */
  readonly line: number;
}

/**
 * The lines that a change adds, and the names of its files. `patch` are the bytes of a `git diff` (with `--text`,
 * so that binary files are looked at too). Lines added together are read together, since an id may be wrapped.
 */
export function scanDiff(patch: Uint8Array, secrets: Secrets): DiffLeak[] {
  const leaks: DiffLeak[] = [];
  const runs = runsOf(secrets.stage === 'announced' ? '' : secrets.description);
  let path = '';
  let line = 0;
  /** Before the first `@@` of a file: what begins with `---` is a name there, and later a line that was removed. */
  let head = false;
  let added: string[] = [];
  /** Findings in the names of this file, which a patch says up to six times. */
  let named = new Set<string>();
  const look = (text: string, first: number) => {
    for (const leak of leaksIn(text, secrets, runs)) {
      if (first === 0 && named.has(leak.id)) continue;
      if (first === 0) named.add(leak.id);
      const before = first === 0 ? 0 : text.slice(0, leak.start).split('\n').length - 1;
      leaks.push({ ...leak, path, line: first + before });
    }
  };
  const flush = () => {
    if (added.length > 0) look(added.join('\n'), line - added.length);
    added = [];
  };
  for (const text of linesOf(patch)) {
    if (line > 0 && text.startsWith('+')) {
      added.push(text.slice(1));
      line++;
      continue;
    }
    // A removed line between added ones does not part them in the file.
    if (line > 0 && (text.startsWith('-') || text.startsWith('\\'))) continue;
    flush();
    if (text.startsWith('diff --git ')) {
      path = nameIn(text);
      line = 0;
      head = true;
      named = new Set();
    }
    const names = head ? namesIn(text) : null;
    if (names !== null) {
      look(names, 0);
    } else if (text.startsWith('@@ ')) {
      head = false;
      line = Number(/^@@ -\S{1,24} \+(\d{1,12})/.exec(text)?.[1] ?? 1);
    } else if (text.startsWith(' ')) {
      line++;
    }
  }
  flush();
  return leaks;
}

function leaksIn(text: string, secrets: Secrets, runs: ReadonlySet<string>): LeakFinding[] {
  const readings = readingsOf(text);
  const all = (severity: LeakFinding['severity'], places: readonly LeakPlace[]) =>
    places.map(place => finding(text, place, severity));
  return widest([
    ...all(
      'refused',
      diffRules.flatMap(rule => rule(text, readings, secrets)),
    ),
    ...all(
      'warned',
      diffWarnings.flatMap(rule => rule(text, readings, secrets)),
    ),
    ...all('warned', sharedWords(text, runs)),
  ]);
}

/** Each line as UTF-8, or as Latin-1 when it is not: a source file may be either, and ids are ASCII in both. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    yield decoded(bytes.subarray(start, end));
    start = end + 1;
  }
}
