import { gitBytes } from './gitdir.ts';
import { lately } from './lately.ts';

/** One file that a pull request changes. */
export interface ChangedFile {
  readonly path: string;
  /** Where a renamed file was before. */
  readonly from: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly blob: string;
  readonly additions: number;
  readonly deletions: number;
  /** Missing for binary files and pure renames, as on GitHub. */
  readonly patch: string | null;
}

const statuses: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
  R: 'renamed',
};

const kept = lately<readonly ChangedFile[]>();

/** What changed between two commits, renames found, in the order of paths. Paths may hold any byte but NUL. */
export function changedFiles(dir: string, base: string, head: string): Promise<readonly ChangedFile[]> {
  return kept([base, head], () => read(dir, base, head));
}

async function read(dir: string, base: string, head: string): Promise<ChangedFile[]> {
  const diff = ['diff', '-M', '--no-abbrev'];
  const fields = async (flag: string) =>
    (await gitBytes(dir, [...diff, flag, '-z', base, head])).toString('utf8').split('\0');
  const [raw, counts] = [await fields('--raw'), numstat(await fields('--numstat'))];
  const texts = (await gitBytes(dir, ['diff', '-M', base, head])).toString('utf8').split(/^(?=diff --git )/m);
  const files: ChangedFile[] = [];
  for (let i = 0; i + 1 < raw.length;) {
    const [, , , after = '', letter = ''] = raw[i++]!.split(' ');
    const first = raw[i++]!;
    const from = letter.startsWith('R') ? first : null;
    const path = from === null ? first : raw[i++]!;
    const [additions = 0, deletions = 0] = counts.get(path) ?? [];
    // In the same order; a file that became a link has two: it goes, and comes.
    const text = texts.splice(0, letter.startsWith('T') ? 2 : 1).join('');
    const start = text.indexOf('\n@@ ');
    files.push({
      path,
      from,
      status: statuses[letter[0] ?? ''] ?? 'modified',
      blob: after,
      additions,
      deletions,
      patch: start < 0 ? null : text.slice(start + 1).trimEnd(),
    });
  }
  return files;
}

/** `added TAB deleted TAB path`, or for a rename `added TAB deleted TAB`, old path, new path. */
function numstat(parts: readonly string[]): Map<string, readonly [number, number]> {
  const counts = new Map<string, readonly [number, number]>();
  for (let i = 0; i < parts.length; i++) {
    const [added, deleted, path] = parts[i]!.split('\t');
    if (deleted === undefined) continue;
    const name = path === '' ? parts[(i += 2)]! : path!;
    counts.set(name, [Number(added) || 0, Number(deleted) || 0]);
  }
  return counts;
}
