import { privateCommits, readCommit, type Git, type Scratch } from '../../../git/index.ts';
import type { Profile } from '../../../project/index.ts';
import type { FromMain } from './types.ts';

/**
 * How a private backport differs from the commit on main, file by file: it may hold what nobody reviewed in public, or
 * lack what public review added. Both as diffs with every byte in view. News entries are main's anyway.
 */
export function fromMain(own: Uint8Array, main: Uint8Array, { news }: Pick<Profile, 'news'>): FromMain {
  const [here, there] = [linesByFile(own), linesByFile(main)];
  const isNews = (path: string) => news?.isPath(path) ?? false;
  const paths = [...new Set([...here.keys(), ...there.keys()])].filter(path => !isNews(path)).sort();
  return {
    added: paths.filter(path => !there.has(path)),
    missing: paths.filter(path => !here.has(path)),
    other: paths.filter(path => here.has(path) && there.has(path) && here.get(path) !== there.get(path)),
  };
}

/** The lines that a diff adds and takes away, by file; where they stand does not count. */
function linesByFile(diff: Uint8Array): Map<string, string> {
  const files = new Map<string, string>();
  let part: string[] = [];
  const end = () => {
    if (!part[0]?.startsWith('diff --git ')) return;
    const hunks = part.findIndex(line => line.startsWith('@@'));
    const header = hunks < 0 ? part : part.slice(0, hunks);
    const changed = hunks < 0 ? [] : part.slice(hunks).filter(line => /^[+-]/.test(line));
    files.set(pathOf(header), changed.join('\n'));
  };
  // Only git's own lines begin at the margin: those of files stand behind a sign.
  for (const line of Buffer.from(diff).toString('utf8').split('\n')) {
    if (line.startsWith('diff --git ')) {
      end();
      part = [];
    }
    part.push(line);
  }
  end();
  return files;
}

/** The new path; the old one of what is deleted. Git quotes names that are not plain. */
function pathOf(header: readonly string[]): string {
  const named = (mark: string) =>
    header.find(line => line.startsWith(mark) && !line.endsWith('/dev/null'))?.slice(mark.length);
  const path = named('+++ ') ?? named('--- ') ?? named('rename to ') ?? header[0]?.split(' b/').at(-1) ?? '';
  return path.replace(/^"?(?:[ab]\/)?/, '').replace(/["\t]+$/, '');
}

/** Names of the authors of a private backport's own commits, each once, the newest first. */
export async function authorsOf(
  git: Git,
  scratch: Scratch,
  { base, head }: { readonly base: string; readonly head: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const own = await privateCommits(git, scratch, base, head, signal);
  const names: string[] = [];
  for (const { id } of own.slice(0, 50)) names.push((await readCommit(git, scratch, id, signal)).author.name);
  return [...new Set(names)];
}
