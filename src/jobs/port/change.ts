import { dirname } from 'node:path';
import {
  changedFiles,
  diffBytes,
  editTree,
  fetchRef,
  mergeTrees,
  moveRef,
  privateCommits,
  sides,
  type FileChange,
  type Git,
  type Merged,
  type PrivateCommit,
  type Scratch,
} from '../../git/index.ts';
import type { Profile } from '../../project/index.ts';
import { JobError } from '../errors.ts';
import type { Conflict } from './conflict/conflict.ts';

const publicRef = `refs/${sides.ours}`;
const headRef = `refs/${sides.theirs}`;

export interface Fetched {
  readonly publicMain: string;
  readonly head: string;
}

/** Fetches fresh public main into scratch and gives its commit. */
export function fetchPublic(
  git: Git,
  scratch: Scratch,
  { publicUrl, publicBranch }: { readonly publicUrl: string; readonly publicBranch: string },
  signal?: AbortSignal,
): Promise<string> {
  return fetchRef(
    git,
    scratch,
    { url: publicUrl, from: `refs/heads/${publicBranch}`, to: publicRef },
    { lazily: true, signal },
  );
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
  const main = () => fetchPublic(git, scratch, from, signal);
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

/**
 * Back to the merge whose conflicts the coordinator resolves: public main may have moved on since, and the port
 * stays on the commit that they saw.
 * @throws JobError `changed` when the private pull request has other commits now.
 */
export async function backTo(
  git: Git,
  scratch: Scratch,
  { publicMain, head }: Conflict,
  fetched: Fetched,
): Promise<Fetched> {
  if (fetched.head !== head) {
    throw new JobError(
      'changed',
      'The private pull request got new commits since its conflicts were opened. Delete what was resolved (GHSA: Remove Traces, or the folder ' +
        `${dirname(scratch.path)}), then port again.`,
    );
  }
  if (fetched.publicMain !== publicMain) await moveRef(git, scratch, publicRef, publicMain);
  return { publicMain, head };
}

export interface Change {
  readonly tree: string;
  readonly files: readonly FileChange[];
  readonly patch: Uint8Array;
  readonly diff: Uint8Array;
  readonly commits: readonly PrivateCommit[];
  readonly replacedNews: string | null;
  /** Did the coordinator resolve conflicts? */
  readonly byHand: boolean;
}

/**
 * Merges the private head into public main and describes the result; `resolve` gives the tree of a merge that
 * conflicts, or throws. A NEWS entry that the private branch
 * carries is taken out of the tree: ours, with the public issue's number, takes its place.
 */
export async function takeChange(
  git: Git,
  scratch: Scratch,
  { publicMain, head }: Fetched,
  profile: Profile,
  resolve: (merged: Extract<Merged, { clean: false }>) => Promise<string>,
  signal?: AbortSignal,
): Promise<Change> {
  const [merged, commits] = await Promise.all([
    mergeTrees(git, scratch, signal),
    privateCommits(git, scratch, publicMain, head, signal),
  ]);
  const whole = merged.clean ? merged.tree : await resolve(merged);
  const all = await changedFiles(git, scratch, publicMain, whole, signal);
  if (all.length === 0) {
    throw commits.length === 0
      ? new JobError('empty', 'The private pull request changes nothing.')
      : new JobError('upstream', 'Already in main: this change is applied upstream.');
  }
  const news = all.filter(file => file.change === 'added' && profile.news?.isPath(file.path));
  const replaced = news.length === 1 ? news[0]! : null;
  const tree = replaced ? await editTree(git, scratch, whole, [{ path: replaced.path, blob: null }]) : whole;
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
    byHand: !merged.clean,
  };
}
