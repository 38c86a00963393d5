import { newestFirst } from './parse.ts';
import type { Branch } from './types.ts';

/** The branches that get a security fix after main: prerelease, bugfix and security ones, newest first. */
export function livingBranches(branches: readonly Branch[]): Branch[] {
  return branches
    .filter(
      ({ branch, status }) => branch !== 'main' && ['prerelease', 'bugfix', 'security'].includes(status),
    )
    .sort(newestFirst);
}

/** A flaw gets a CVE id when a version in `bugfix` or `security` has it; not for what was never released. */
export function cveEligible({ status }: Pick<Branch, 'status'>): boolean {
  return status === 'bugfix' || status === 'security';
}

/** The branches that ended within the last twelve months: somebody may still look for them. Newest first. */
export function endedBranches(branches: readonly Branch[], now: Date): Branch[] {
  return branches
    .filter(({ status, endOfLife }) => {
      if (status !== 'end-of-life' || endOfLife === null) return false;
      const months = monthsOf(now.toISOString()) - monthsOf(endOfLife);
      return months >= 0 && months <= 12;
    })
    .sort(newestFirst);
}

/** The dates may lack their day, so months are counted. */
function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
