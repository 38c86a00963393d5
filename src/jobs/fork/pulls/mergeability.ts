import { GitError } from '../../../git/index.ts';
import type { ForkTools } from '../types.ts';
import { fetchInto, forkRemote } from './remote.ts';
import type { Workplace } from './types.ts';

/** Can a private fix be merged into public main as that is now? */
export type Mergeability =
  | { readonly kind: 'clean' }
  | { readonly kind: 'conflicts'; readonly files: readonly string[] }
  /** GitHub knows only of the fork's own main, which is frozen; without a clone nobody knows. */
  | { readonly kind: 'unknown'; readonly why: 'no-clone' | 'not-read' };

/** Where the newest public main of a private clone stands. */
const publicMain = (at: Workplace) => `refs/remotes/upstream/${at.defaultBranch}`;
const headOf = (number: number) => `refs/ghsa/pull/${number}`;

/** Tries the merges in the clone, in no file of its working tree. What cannot be read is not known. */
export async function mergeabilities(
  { git }: Pick<ForkTools, 'git'>,
  at: Workplace,
  numbers: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Mergeability>> {
  const found = new Map<number, Mergeability>();
  if (numbers.length === 0) return found;
  try {
    const remote = await forkRemote(git, at, signal);
    const main = `+refs/heads/${at.defaultBranch}:${publicMain(at)}`;
    await fetchInto(git, at, 'upstream', [main], signal);
    const heads = numbers.map(number => `+refs/pull/${number}/head:${headOf(number)}`);
    await fetchInto(git, at, remote, heads, signal);
    for (const number of numbers) {
      const { exitCode, out } = await git.run({
        cwd: at.path,
        args: [
          'merge-tree',
          '--write-tree',
          '-z',
          '--name-only',
          '--no-messages',
          publicMain(at),
          headOf(number),
        ],
        ok: [0, 1],
        signal,
      });
      const [, ...files] = out.split('\0').filter(Boolean);
      found.set(number, exitCode === 0 ? { kind: 'clean' } : { kind: 'conflicts', files });
    }
  } catch (error) {
    const ours = error instanceof Error && 'kind' in error;
    if (!ours || (error instanceof GitError && error.kind === 'cancelled')) throw error;
  }
  for (const number of numbers)
    if (!found.has(number)) found.set(number, { kind: 'unknown', why: 'not-read' });
  return found;
}
