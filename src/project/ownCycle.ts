import { profileOf } from './profiles.ts';
import type { Branch, ReleaseCycle } from './releaseCycle/types.ts';

/** The branches that a profile names itself; null: it follows the release cycle. */
export function ownCycle(fullName: string, now: Date): ReleaseCycle | null {
  const own = profileOf(fullName).backports?.branches ?? null;
  return own && { branches: own.map(named), source: 'own', at: now.toISOString(), problems: [] };
}

/** The branches of a repository: those that its profile names, else those of the release cycle. */
export function cycleFor<Cycle extends Pick<ReleaseCycle, 'branches'>>(
  fullName: string,
  cycle: Cycle,
): Cycle {
  const own = profileOf(fullName).backports?.branches ?? null;
  if (own === null) return cycle;
  // Where the cycle was read from is of no account then.
  return {
    ...cycle,
    branches: own.map(named),
    ...('source' in cycle ? { source: 'own', problems: [] } : {}),
  };
}

/** Somebody named it for getting fixes; nothing more is known. */
function named(branch: string): Branch {
  return {
    ...{ branch, version: branch, status: 'bugfix' },
    ...{ releaseManager: null, firstRelease: null, endOfLife: null },
  };
}
