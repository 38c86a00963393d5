import { GitError, type Git } from '../../../git/index.ts';
import type { Pull } from '../../../github/index.ts';
import type { ForkTools } from '../types.ts';
import { fetchInto, forkRemote } from './remote.ts';
import type { Workplace } from './types.ts';

/** Can a private fix be merged into the public branch that it is for, as that is now? */
export type Mergeability =
  | { readonly kind: 'clean'; readonly into: string }
  | { readonly kind: 'conflicts'; readonly into: string; readonly files: readonly string[] }
  /** GitHub knows only of the fork's own main, which is frozen; without a clone nobody knows. */
  | { readonly kind: 'unknown'; readonly why: 'no-clone' | 'not-read' };

/** Where the newest state of a public branch stands in a private clone. */
const publicBranch = (branch: string) => `refs/remotes/upstream/${branch}`;
const headOf = (number: number) => `refs/ghsa/pull/${number}`;

/** Tries the merges in the clone, in no file of its working tree. What cannot be read is not known. */
export async function mergeabilities(
  { git }: Pick<ForkTools, 'git'>,
  at: Workplace,
  pulls: readonly Pick<Pull, 'number' | 'base'>[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Mergeability>> {
  const found = new Map<number, Mergeability>();
  for (const into of new Set(pulls.map(({ base }) => base))) {
    const theirs = pulls.filter(({ base }) => base === into).map(({ number }) => number);
    const unknown = new Map(theirs.map(number => [number, { kind: 'unknown', why: 'not-read' } as const]));
    const tried = await mergesInto(git, at, into, theirs, signal).catch((error: unknown) => {
      const ours = error instanceof Error && 'kind' in error;
      if (!ours || (error instanceof GitError && error.kind === 'cancelled')) throw error;
      return unknown;
    });
    for (const [number, merge] of tried) found.set(number, merge);
  }
  return found;
}

/** The merges of these pull requests into one public branch. */
async function mergesInto(
  git: Git,
  at: Workplace,
  into: string,
  numbers: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Mergeability>> {
  const remote = await forkRemote(git, at, signal);
  await fetchInto(git, at, 'upstream', [`+refs/heads/${into}:${publicBranch(into)}`], signal);
  const heads = numbers.map(number => `+refs/pull/${number}/head:${headOf(number)}`);
  await fetchInto(git, at, remote, heads, signal);
  const found = new Map<number, Mergeability>();
  for (const number of numbers) {
    const how = ['--write-tree', '-z', '--name-only', '--no-messages'];
    const { exitCode, out } = await git.run({
      cwd: at.path,
      args: ['merge-tree', ...how, publicBranch(into), headOf(number)],
      ok: [0, 1],
      signal,
    });
    const [, ...files] = out.split('\0').filter(Boolean);
    found.set(number, exitCode === 0 ? { kind: 'clean', into } : { kind: 'conflicts', into, files });
  }
  return found;
}
