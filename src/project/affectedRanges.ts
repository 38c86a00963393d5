import { livingBranches, newestFirst, type Branch, type ReleaseCycle } from './releaseCycle/index.ts';

/** Versions that have a flaw, in PSF's form: from `version` on, `0` from the beginning, up to before `lessThan`. */
export interface AffectedRange {
  readonly version: string;
  readonly lessThan: string;
}

/** One entry of `affected[].versions` in a record of the PSF (CVE JSON 5.2). */
export interface RecordVersion extends AffectedRange {
  readonly status: 'affected';
  readonly versionType: string;
}

/**
 * The versions that have a flaw, oldest first. What is not fixed in a release yet goes up to the next feature version:
 * `0 < 3.16.0` for all of them, which is how the PSF's records begin; once releases have the fix there is one range for
 * each branch (`0 < 3.11.16`, `3.12.0 < 3.12.14`, …). The oldest living branch stands for all before it.
 *
 * `affected` names branches (`main`, `3.14`), `fixed` the first release of a branch that has the fix.
 */
export function affectedRanges(
  branches: readonly Branch[],
  affected: readonly string[],
  fixed: Readonly<Record<string, string>> = {},
): AffectedRange[] {
  const living = [...livingBranches(branches), ...branches.filter(({ branch }) => branch === 'main')]
    .sort(newestFirst)
    .reverse();
  const ranges: AffectedRange[] = [];
  let from: string | null = null;
  for (const [at, line] of living.entries()) {
    const { branch, version } = line;
    if (!affected.includes(branch)) {
      if (from !== null) ranges.push({ version: from, lessThan: firstOf(line) });
      from = null;
      continue;
    }
    from ??= at === 0 ? '0' : firstOf(line);
    const first = Object.hasOwn(fixed, branch) ? fixed[branch]! : null;
    const end = first ?? (at === living.length - 1 ? `${version}.0` : null);
    if (end === null) continue;
    // The first version of all has the fix: then none has the flaw.
    if (from !== end) ranges.push({ version: from, lessThan: end });
    from = null;
  }
  return ranges;
}

/** The same for a whole cycle. Branches that a project only names tell no versions, so there are no ranges. */
export function rangesOfCycle(
  { branches, source }: Pick<ReleaseCycle, 'branches' | 'source'>,
  affected: readonly string[],
): AffectedRange[] {
  return source === 'own' ? [] : affectedRanges(branches, affected);
}

/** The first version of a branch: its first alpha until it is released, as the PSF's records write it. */
function firstOf({ version, status }: Branch): string {
  return status === 'bugfix' || status === 'security' ? `${version}.0` : `${version}.0a1`;
}

/** The ranges as a CVE record has them; `versionType` is the numbering authority's. */
export function recordVersions(ranges: readonly AffectedRange[], versionType: string): RecordVersion[] {
  return ranges.map(({ version, lessThan }) => ({ version, lessThan, status: 'affected', versionType }));
}

/** The same as GitHub's advisories write them: `>= 3.11.0, < 3.11.16`. */
export function githubRanges(ranges: readonly AffectedRange[]): string[] {
  return ranges.map(({ version, lessThan }) =>
    version === '0' ? `< ${lessThan}` : `>= ${version}, < ${lessThan}`,
  );
}
