import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './gitdir.ts';

/** A ref of a bare repository, and what it points at: a commit, or an annotated tag's own object. */
export interface Ref {
  readonly ref: string;
  readonly sha: string;
}

/**
 * All refs below a prefix (`refs/heads/`), by name. Read from the files of the repository (gitrepository-layout(5): loose
 * ones count more than packed ones), because the sandbox looks at them all the time and a process is costly.
 */
export async function refs(dir: string, prefix: string): Promise<Ref[]> {
  const found = new Map<string, string>();
  for (const line of (await textOf(join(dir, 'packed-refs'))).split('\n')) {
    const [, sha, ref] = /^([0-9a-f]{40}) (refs\/.+)$/.exec(line) ?? [];
    if (sha && ref) found.set(ref, sha);
  }
  const files = await readdir(join(dir, 'refs'), { recursive: true, withFileTypes: true }).catch(() => null);
  // A folder went while it was looked at.
  if (files === null) return typedRefs(dir, prefix);
  for (const file of files) {
    if (!file.isFile() || file.name.endsWith('.lock')) continue;
    const path = join(file.parentPath, file.name);
    const sha = shaIn(await textOf(path));
    if (sha !== null) found.set(path.slice(dir.length + 1).replaceAll('\\', '/'), sha);
  }
  return [...found]
    .filter(([ref]) => ref.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, sha]) => ({ ref, sha }));
}

/** The same with what each points at: `commit`, or `tag`. */
export async function typedRefs(dir: string, prefix: string): Promise<(Ref & { readonly type: string })[]> {
  const out = await git(dir, ['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)', prefix]);
  if (out === '') return [];
  return out.split('\n').map(line => {
    const [sha = '', type = '', ...ref] = line.split(' ');
    return { sha, type, ref: ref.join(' ') };
  });
}

/** The commit of a ref or of a commit's name, or null. */
export async function resolve(dir: string, ref: string): Promise<string | null> {
  // A branch points at a commit, and mostly has a file.
  const loose = /^refs\/heads\/(?!.*\.\.)/.test(ref) ? shaIn(await textOf(join(dir, ref))) : null;
  return loose ?? git(dir, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).catch(() => null);
}

const shaIn = (text: string) => /^[0-9a-f]{40}(?=\s*$)/.exec(text)?.[0] ?? null;

/** Nothing where there is no such file. */
const textOf = (path: string) => readFile(path, 'utf8').catch(() => '');
