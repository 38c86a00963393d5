import { dirname } from 'node:path';
import { addressOf, editTree, hasObject, mergeTrees, moveRef, openScratch, sides } from '../../git/index.ts';
import type { Scratch } from '../../git/index.ts';
import { JobError } from '../errors.ts';
import { fetchChange } from './change.ts';
import type { PortRecord } from './record.ts';
import type { PortTools } from './types.ts';

/** The scratch repository of a confirmed port. Where it was deleted meanwhile it is made anew. */
export async function scratchOfRecord(
  { git, gitUrl }: Pick<PortTools, 'git' | 'gitUrl'>,
  record: PortRecord,
  privateFork: string | null,
  signal?: AbortSignal,
): Promise<Scratch> {
  const scratch = await openScratch(git, dirname(record.scratch), null, signal);
  // Once the branch is public nothing of scratch is needed; where the branch is gone again, the push asks for it.
  if (!record.done.pushed) await remakeScratch({ git, gitUrl }, scratch, record, privateFork, signal);
  return scratch;
}

/**
 * Brings back what scratch lacks where it was deleted: it must hold exactly the tree that was confirmed.
 * @throws JobError where that cannot be: conflicts were resolved by hand, or the private commits are gone.
 */
export async function remakeScratch(
  { git, gitUrl }: Pick<PortTools, 'git' | 'gitUrl'>,
  scratch: Scratch,
  record: PortRecord,
  privateFork: string | null,
  signal?: AbortSignal,
): Promise<void> {
  if (await hasObject(git, scratch, record.mergedTree)) return;
  if (record.pull === 0) throw gone('the patch file was in it');
  if (privateFork === null) throw gone('the private fork is gone, too');
  await fetchChange(
    git,
    scratch,
    {
      publicUrl: record.upstream.url,
      publicBranch: record.upstream.branch,
      privateUrl: addressOf(gitUrl, privateFork),
      pull: record.pull,
    },
    signal,
  );
  if (!(await hasObject(git, scratch, record.head))) throw gone('its commits are gone from the private fork');
  await moveRef(git, scratch, `refs/${sides.ours}`, record.publicMain);
  await moveRef(git, scratch, `refs/${sides.theirs}`, record.head);
  const merged = await mergeTrees(git, scratch, signal);
  if (!merged.clean) throw gone('conflicts were resolved in it by hand');
  const tree = record.replacedNews
    ? await editTree(git, scratch, merged.tree, [{ path: record.replacedNews, blob: null }])
    : merged.tree;
  if (tree !== record.mergedTree) throw gone('git here merges the change in another way than before');
}

function gone(why: string): JobError {
  return new JobError(
    'changed',
    `The scratch repository of this port was deleted, and ${why}. Remove its traces (GHSA: Remove Traces), then port again with the issue that is open already.`,
  );
}
