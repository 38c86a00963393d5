import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchRef } from './fetch.ts';
import type { Git } from './run.ts';
import { openScratch, type Scratch } from './scratch.ts';

/**
 * A second repository beside a job's scratch, that borrows all of its objects: what is fetched for a look around is
 * not in the repository that pushes, and goes with its folder.
 */
export async function openBeside(
  git: Git,
  scratch: string,
  folder: string,
  signal?: AbortSignal,
): Promise<Scratch> {
  const complete = await stat(join(scratch, 'objects', 'info', 'alternates')).then(
    () => true,
    () => false,
  );
  const beside = await openScratch(git, folder, join(scratch, 'objects'), signal);
  // Scratch may lack file contents of its own: then this one asks for what it needs, too.
  return { path: beside.path, borrows: complete };
}

/** The ref of a branch that was fetched for a look, below `refs/`. */
const tipRef = (branch: string) => `ghsa/branches/${branch}`;

/**
 * Fetches the tips of branches, all in one go, and gives their commits. A branch that the repository lacks is
 * not in the answer.
 */
export async function fetchTips(
  git: Git,
  scratch: Scratch,
  { url, branches }: { readonly url: string; readonly branches: readonly string[] },
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['ls-remote', '--heads', '--', url],
    signal,
    patient: true,
  });
  const there = new Set([...out.matchAll(/\trefs\/heads\/(.+)$/gm)].map(([, name]) => name));
  const [first, ...others] = branches
    .filter(name => there.has(name))
    .map(branch => ({ from: `refs/heads/${branch}`, to: `refs/${tipRef(branch)}` }));
  if (first === undefined) return new Map();
  await fetchRef(git, scratch, { url, ...first }, { lazily: true, tipOnly: true, others, signal });
  const refs = await git.line(
    scratch.path,
    ['for-each-ref', '--format=%(objectname) %(refname)', `refs/${tipRef('')}`],
    signal,
  );
  const tips = [...refs.matchAll(/^(\S+) refs\/ghsa\/branches\/(.+)$/gm)];
  return new Map(tips.map(([, commit = '', branch = '']) => [branch, commit]));
}

/** The files of a commit with their blobs. */
export async function filesOf(
  git: Git,
  scratch: Scratch,
  commit: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const { out } = await git.run({ cwd: scratch.path, args: ['ls-tree', '-r', '-z', commit], signal });
  return new Map(
    out.split('\0').flatMap(line => {
      const [about = '', path] = line.split('\t');
      const blob = about.split(' ')[2];
      return path === undefined || blob === undefined ? [] : [[path, blob] as const];
    }),
  );
}

/** The files of a commit that have a line, as bytes. Not where contents are lacking: it would get all of them. */
export async function filesWith(
  git: Git,
  scratch: Scratch,
  commit: string,
  line: Uint8Array,
  signal?: AbortSignal,
): Promise<string[]> {
  if (!scratch.borrows) return [];
  const { out } = await git.run({
    cwd: scratch.path,
    // By standard input: which line a fix changes is nobody else's business.
    args: ['grep', '-l', '-z', '-F', '-I', '--no-recurse-submodules', '-f', '-', commit],
    input: line,
    ok: [0, 1],
    signal,
  });
  return out.split('\0').flatMap(name => (name === '' ? [] : [name.slice(name.indexOf(':') + 1)]));
}
