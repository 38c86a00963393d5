import {
  changedFiles,
  diffBytes,
  editTree,
  fetchRef,
  mergeTrees,
  privateCommits,
  type FileChange,
  type Git,
  type Scratch,
} from '../../git/index.ts';
import type { Profile } from '../../project/index.ts';
import { JobError } from '../errors.ts';

const publicRef = 'refs/ghsa/public';
const headRef = 'refs/ghsa/head';

export interface Fetched {
  readonly publicMain: string;
  readonly head: string;
}

/**
 * Fetches fresh public main and the private pull request's head into scratch. The private one comes second when
 * nothing is borrowed: it then needs only what public main lacks.
 */
export async function fetchChange(
  git: Git,
  scratch: Scratch,
  from: {
    readonly publicUrl: string;
    readonly publicBranch: string;
    readonly privateUrl: string;
    readonly pull: number;
  },
  signal?: AbortSignal,
): Promise<Fetched> {
  const main = () =>
    fetchRef(
      git,
      scratch,
      { url: from.publicUrl, from: `refs/heads/${from.publicBranch}`, to: publicRef },
      { lazily: true, signal },
    );
  const change = () =>
    fetchRef(
      git,
      scratch,
      { url: from.privateUrl, from: `refs/pull/${from.pull}/head`, to: headRef },
      { signal },
    );
  if (scratch.borrows) {
    const [publicMain, head] = await Promise.all([main(), change()]);
    return { publicMain, head };
  }
  const publicMain = await main();
  return { publicMain, head: await change() };
}

export interface Change {
  readonly tree: string;
  readonly files: readonly FileChange[];
  readonly patch: Uint8Array;
  readonly diff: Uint8Array;
  readonly commits: readonly string[];
  readonly replacedNews: string | null;
}

/**
 * Merges the private head into public main and describes the result. A NEWS entry that the private branch
 * carries is taken out of the tree: ours, with the public issue's number, takes its place.
 */
export async function takeChange(
  git: Git,
  scratch: Scratch,
  { publicMain, head }: Fetched,
  profile: Profile,
  signal?: AbortSignal,
): Promise<Change> {
  const [merged, commits] = await Promise.all([
    mergeTrees(git, scratch, publicMain, head, signal),
    privateCommits(git, scratch, publicMain, head, signal),
  ]);
  if (!merged.clean) {
    const names = merged.conflicts;
    throw new JobError(
      'conflict',
      `${names.length === 1 ? '1 file conflicts' : `${names.length} files conflict`} with public main: ` +
        `${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}. ` +
        'Merge public main into the private pull request and resolve it there, then port again. Nothing was sent.',
    );
  }
  const all = await changedFiles(git, scratch, publicMain, merged.tree, signal);
  if (all.length === 0) {
    throw commits.length === 0
      ? new JobError('empty', 'The private pull request changes nothing.')
      : new JobError('upstream', 'Already in main: this change is applied upstream.');
  }
  const news = all.filter(file => file.change === 'added' && profile.isNews(file.path));
  const replaced = news.length === 1 ? news[0]! : null;
  const tree = replaced
    ? await editTree(git, scratch, merged.tree, [{ path: replaced.path, blob: null }])
    : merged.tree;
  const [patch, diff] = await Promise.all([
    diffBytes(git, scratch, { from: publicMain, to: tree, as: 'patch' }, signal),
    diffBytes(git, scratch, { from: publicMain, to: tree, as: 'text' }, signal),
  ]);
  return {
    tree,
    files: all.filter(file => file !== replaced),
    patch,
    diff,
    commits,
    replacedNews: replaced?.path ?? null,
  };
}
