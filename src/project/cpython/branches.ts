/** One line of the release cycle (peps.python.org `api/release-cycle.json`). */
export interface Branch {
  /** `main`, or `3.14`. */
  readonly branch: string;
  readonly version: string;
  readonly status: 'feature' | 'prerelease' | 'bugfix' | 'security' | 'end-of-life' | 'planned';
  readonly releaseManager: string | null;
}

const statuses = ['feature', 'prerelease', 'bugfix', 'security', 'end-of-life', 'planned'];

/** Reads the release cycle, newest first. Entries that make no sense are left out; it is somebody else's file. */
export function parseReleaseCycle(json: unknown): Branch[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  return Object.entries(json).flatMap(([version, entry]): Branch[] => {
    if (!/^\d+\.\d+$/.test(version) || typeof entry !== 'object' || entry === null) return [];
    const { branch, status, release_manager: manager } = entry as Record<string, unknown>;
    if (typeof branch !== 'string' || typeof status !== 'string' || !statuses.includes(status)) return [];
    if (!/^[\w.-]+$/.test(branch)) return [];
    return [
      {
        branch,
        version,
        status: status as Branch['status'],
        releaseManager: typeof manager === 'string' ? manager : null,
      },
    ];
  });
}

/** The branches that get a security fix after main: prerelease, bugfix and security ones, newest first. */
export function livingBranches(branches: readonly Branch[]): Branch[] {
  const number = ({ version }: Branch) =>
    version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
  return branches
    .filter(
      ({ branch, status }) => branch !== 'main' && ['prerelease', 'bugfix', 'security'].includes(status),
    )
    .sort((a, b) => number(b) - number(a));
}
