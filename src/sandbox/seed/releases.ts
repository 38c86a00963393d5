import type { Repo } from '../model.ts';
import { tagRelease } from '../releases.ts';

/** The newest release of each branch of the practice CPython. */
const newest = ['3.16.0a2', '3.15.1', '3.14.7', '3.13.12', '3.12.14', '3.11.15'];

export async function addReleases(main: Repo): Promise<void> {
  for (const version of newest) {
    const branch = version.startsWith('3.16')
      ? main.defaultBranch
      : version.slice(0, version.lastIndexOf('.'));
    await tagRelease(
      main,
      `v${version}`,
      `refs/heads/${branch}`,
      Date.UTC(2026, 9, 8) / 1000,
      `Python ${version}`,
    );
  }
}
