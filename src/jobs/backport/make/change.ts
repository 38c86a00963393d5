import {
  changedFiles,
  diffBytes,
  editTree,
  mergeTrees,
  pickOnto,
  type Git,
  type Merged,
  type Scratch,
  type Sides,
  type TreeEdit,
} from '../../../git/index.ts';
import type { Profile } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import type { ConflictOfBackport } from '../../port/conflict/conflict.ts';
import type { Picked } from './types.ts';

/** What is brought to a branch: a change that is picked, or a private backport that stands on the branch itself. */
export type Source =
  | { readonly kind: 'pick'; readonly from: string; readonly to: string }
  | { readonly kind: 'branch'; readonly head: string };

/** The refs of both sides: their names stand in git's markers. */
export function sidesOf(branch: string, theirs: 'fix-on-main' | 'private-fix'): Sides {
  return { ours: `ghsa/${branch}`, theirs: `ghsa/${theirs}` };
}

/** What a conflict calls them. */
export function wordsOf(
  branch: string,
  { theirs }: Sides,
  into: ConflictOfBackport['into'],
): ConflictOfBackport {
  const name = theirs.endsWith('fix-on-main') ? 'the fix on main' : 'the private fix';
  return { branch, into, ours: branch, theirs: name };
}

/** The merge of a source into the branch. */
export function mergeInto(
  git: Git,
  scratch: Scratch,
  source: Source,
  { base, names }: { readonly base: string; readonly names: Sides },
  signal?: AbortSignal,
): Promise<Merged> {
  if (source.kind === 'pick')
    return pickOnto(git, scratch, { onto: base, from: source.from, to: source.to }, names, signal);
  return mergeTrees(git, scratch, signal, names);
}

/** The same with git's sentences in words: people read them. */
export function inWords(
  merged: Extract<Merged, { clean: false }>,
  names: Sides,
  words: ConflictOfBackport,
): Extract<Merged, { clean: false }> {
  const unmerged = merged.unmerged.map(file => ({
    ...file,
    words: file.words.replaceAll(names.ours, words.ours).replaceAll(names.theirs, words.theirs),
  }));
  return { ...merged, unmerged };
}

/**
 * The change as it will be on the branch.
 * @throws JobError `upstream` where the branch has it already.
 */
export async function describe(
  git: Git,
  scratch: Scratch,
  { base, tree, branch }: { readonly base: string; readonly tree: string; readonly branch: string },
  signal?: AbortSignal,
): Promise<Omit<Picked, 'byHand'>> {
  const files = await changedFiles(git, scratch, base, tree, signal);
  if (files.length === 0) throw new JobError('upstream', `Already in ${branch}: the fix is there.`);
  const diff = await diffBytes(git, scratch, { from: base, to: tree, as: 'text' }, signal);
  return { base, tree, files, diff };
}

/**
 * A private backport was written before there was a public number, so its own news entry gives way to the one that the
 * commit on main has.
 */
export async function withNewsOf(
  git: Git,
  scratch: Scratch,
  { base, tree, main }: { readonly base: string; readonly tree: string; readonly main: string },
  { news }: Profile,
): Promise<string> {
  if (news === null) return tree;
  const entries = async (from: string, to: string) =>
    (await changedFiles(git, scratch, from, to)).filter(
      ({ path, change }) => change === 'added' && news.isPath(path),
    );
  const [own, theirs] = await Promise.all([entries(base, tree), entries(`${main}^`, main)]);
  const edits: TreeEdit[] = [
    ...own.map(({ path }) => ({ path, blob: null })),
    ...theirs.map(({ path, blob, mode }) => ({ path, blob, mode })),
  ];
  return theirs.length === 0 ? tree : editTree(git, scratch, tree, edits);
}
