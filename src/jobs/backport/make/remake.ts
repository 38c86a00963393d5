import { dirname } from 'node:path';
import { hasObject, openScratch, type Git, type Scratch } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import { mergeInto, sidesOf } from './change.ts';
import { fetchTips } from './fetch.ts';
import type { BackportRecord } from './record.ts';
import type { BackportTools } from './types.ts';

/** The scratch repository of a confirmed backport. Where it was deleted meanwhile it is made anew. */
export async function scratchOfBackport(
  { git }: Pick<BackportTools, 'git'>,
  record: BackportRecord,
  signal?: AbortSignal,
): Promise<Scratch> {
  const scratch = await openScratch(git, dirname(record.scratch), null, signal);
  // Once the branch is public nothing of scratch is needed; where the branch is gone again, the push asks for it.
  if (!record.done.pushed) await remakeScratch(git, scratch, record, signal);
  return scratch;
}

/**
 * Brings back what scratch lacks where it was deleted: it must hold exactly the tree that was confirmed.
 * @throws JobError where that cannot be: conflicts were resolved by hand, or the change came from the private fork.
 */
export async function remakeScratch(
  git: Git,
  scratch: Scratch,
  record: BackportRecord,
  signal?: AbortSignal,
): Promise<void> {
  const { upstream, publicMain: base, mergedTree, sha } = record;
  if (await hasObject(git, scratch, mergedTree)) return;
  if (record.byHand) throw gone('what was resolved or fetched in private was in it');
  await fetchTips(git, scratch, upstream, signal);
  if (!(await hasObject(git, scratch, base))) throw gone(`${upstream.branch} no longer has its commit`);
  const source = { kind: 'pick', from: `${sha}^`, to: sha } as const;
  const names = sidesOf(upstream.branch, 'fix-on-main');
  const merged = await mergeInto(git, scratch, source, { base, names }, signal);
  if (!merged.clean || merged.tree !== mergedTree)
    throw gone('git here applies the fix in another way than before');
}

function gone(why: string): JobError {
  return new JobError(
    'changed',
    `The scratch repository of this backport was deleted, and ${why}. Remove its traces (GHSA: Remove Traces), then make it again.`,
  );
}
