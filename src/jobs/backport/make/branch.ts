import { ownCycle, profileOf, type Branch, type BackportRules } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import type { BackportTools } from './types.ts';

/** The rules by which a project makes backports. @throws JobError where it makes none. */
export function backportRules(fullName: string): BackportRules {
  const { backports } = profileOf(fullName);
  if (backports === null)
    throw new JobError(
      'ask',
      `${fullName} brings fixes to one branch only, so there is nothing to backport.`,
    );
  return backports;
}

/**
 * A branch that gets backports: of those that the project's profile names, else of the release cycle.
 * @throws JobError where the project makes none, or that branch gets none
 */
export async function branchFor(
  { releaseCycle, now }: Pick<BackportTools, 'releaseCycle' | 'now'>,
  fullName: string,
  wanted: string,
  signal?: AbortSignal,
): Promise<Branch> {
  backportRules(fullName);
  const cycle = ownCycle(fullName, now()) ?? (await releaseCycle(signal));
  return livingBranch(cycle.branches, wanted);
}

/**
 * The branch that a backport is for, as the release cycle has it.
 * @throws JobError where that does not know it, or it gets no fixes (any more).
 */
export function livingBranch(branches: readonly Branch[], wanted: string): Branch {
  const branch = branches.find(known => known.branch === wanted);
  if (!branch) throw new JobError('ask', `The release cycle names no branch ${wanted}. Choose another one.`);
  if (branch.status === 'end-of-life')
    throw new JobError('ask', `${wanted} reached its end of life and gets no fix.`);
  if (branch.status === 'feature' || branch.status === 'planned')
    throw new JobError('ask', `${wanted} is no maintenance branch: a fix comes there by main.`);
  return branch;
}
