import { profileOf } from './profiles.ts';
import type { Branch, ReleaseCycle } from './releaseCycle/types.ts';

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
    ...('source' in cycle ? { source: 'read', problems: [] } : {}),
  };
}

/** Somebody named it for getting fixes; nothing more is known. */
function named(branch: string): Branch {
  return {
    ...{ branch, version: branch, status: 'bugfix' },
    ...{ releaseManager: null, firstRelease: null, endOfLife: null },
  };
}
