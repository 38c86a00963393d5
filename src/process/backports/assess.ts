import { livingBranches, profileOf, type Branch, type Profile } from '../../project/index.ts';
import { wholeOf } from './whole.ts';
import { rowOf } from './row.ts';
import type { BackportBoard, BackportFacts, BackportSummary } from './types.ts';

/** What a row looks at. */
export interface Judged {
  readonly facts: BackportFacts;
  readonly profile: Pick<Profile, 'backports' | 'pullLabels' | 'publicNumber'>;
}

/** What is as the process wants it, branch by branch, and what is not: the dashboard of one advisory. */
export function assessBackports(
  facts: BackportFacts,
  profile: Judged['profile'] = profileOf(facts.repo),
): BackportBoard {
  const judged = { facts, profile };
  const rows = branchesOf(judged).map(branch => rowOf(judged, branch));
  const wanted = rows.filter(({ need }) => need !== 'not-needed');
  const whole = wholeOf(judged);
  const merged = wanted.filter(({ pull }) => pull?.state === 'merged').length;
  return {
    rows,
    ...whole,
    merged,
    needed: wanted.length,
    needsYou: [...rows, whole].filter(({ defects }) => defects.some(({ repairs }) => repairs.length > 0))
      .length,
    open: wanted.length - merged,
  };
}

/** Of a board, what the tree and the step show. */
export function summaryOf({ merged, needed, needsYou, open }: BackportBoard): BackportSummary {
  return { merged, needed, needsYou, open };
}

/** Main, then every branch that is alive, and those that are not where somebody opened a pull request all the same. */
function branchesOf({ facts, profile }: Judged): Branch[] {
  const main: Branch = facts.branches.find(({ branch }) => branch === facts.main.base) ?? {
    ...{ branch: facts.main.base, version: '', status: 'feature' },
    ...{ releaseManager: null, firstRelease: null, endOfLife: null },
  };
  if (profile.backports === null) return [main];
  const living = livingBranches(facts.branches).filter(({ branch }) => branch !== main.branch);
  const others = facts.branches.filter(
    entry =>
      entry.branch !== main.branch &&
      !living.includes(entry) &&
      facts.pulls.some(({ base, state }) => base === entry.branch && state !== 'closed'),
  );
  return [main, ...living, ...others];
}
