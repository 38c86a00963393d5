import { dirname } from 'node:path';
import { moveRef, type Git, type Scratch, type Sides } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import { readConflict, type Conflict } from '../../port/conflict/conflict.ts';
import { resolvedTree } from '../../port/conflict/resolve.ts';
import { inWords, mergeInto, wordsOf, type Source } from './change.ts';

/** What is brought where. */
export interface Bringing {
  readonly source: Source;
  /** Fresh tip of the branch. */
  readonly tip: string;
  readonly branch: string;
  readonly names: Sides;
  readonly into: 'public' | 'private';
  /** Number of the private backport that was chosen; null: none. */
  readonly from?: number | null;
  readonly about: Pick<Conflict, 'apiUrl' | 'repo' | 'ghsaId' | 'pull'>;
}

export interface Brought {
  readonly base: string;
  readonly tree: string;
  readonly byHand: boolean;
}

/**
 * The branch plus the change. Conflicts are resolved in the job's folder, as a port's are; the branch may move on
 * meanwhile, and the backport stays on the commit that was resolved against.
 * @throws ConflictError while something is open; JobError `changed` where the change is another one by now.
 */
export async function bring(
  git: Git,
  scratch: Scratch,
  { source, tip, branch, names, into, from = null, about }: Bringing,
  signal?: AbortSignal,
): Promise<Brought> {
  const folder = dirname(scratch.path);
  const head = source.kind === 'pick' ? source.to : source.head;
  const earlier = await readConflict(folder);
  if (earlier !== null && earlier.head !== head) {
    const other = wordsOf(branch, names, into).theirs;
    if (earlier.backport && (earlier.backport.from ?? null) !== from)
      throw new JobError(
        'changed',
        `Conflicts of ${earlier.backport.theirs} with ${branch} are resolved here. Delete that (GHSA: Remove Traces) to take ${other}.`,
      );
    throw new JobError(
      'changed',
      `The fix was changed since its conflicts with ${branch} were opened. Delete what was resolved (GHSA: Remove Traces, or the folder ${folder}), then try again.`,
    );
  }
  const base = earlier?.publicMain ?? tip;
  if (source.kind === 'branch') {
    await moveRef(git, scratch, `refs/${names.ours}`, base);
    await moveRef(git, scratch, `refs/${names.theirs}`, head);
  }
  const merged = await mergeInto(git, scratch, source, { base, names }, signal);
  if (merged.clean) return { base, tree: merged.tree, byHand: false };
  const backport = { ...wordsOf(branch, names, into), ...(from === null ? {} : { from }) };
  const conflict = { ...about, publicMain: base, head, backport };
  const tree = await resolvedTree(git, scratch, inWords(merged, names, backport), conflict);
  return { base, tree, byHand: true };
}
