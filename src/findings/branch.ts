import { isBranchName } from '../project/branchName.ts';
import { error, type Finding } from './finding.ts';

/** A branch name, as git takes it (the hole for the number is allowed). */
export function checkBranch(name: string): Finding[] {
  const filled = name.replaceAll('{issue}', '100000');
  return isBranchName(filled)
    ? []
    : [error('branch-name', 'This is not a name that git accepts for a branch.')];
}
