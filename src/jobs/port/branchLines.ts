import type { Git } from '../../git/index.ts';
import { GitError } from '../../git/index.ts';
import { githubRanges, noCveSentence, rangesOfCycle, sourceSentence } from '../../project/index.ts';
import { affectedBranches, proposes } from '../affected/index.ts';
import type { Prepared } from './types.ts';

/** The branches that a terminal proposes, and what it says of them. */
export interface ProposedBranches {
  readonly backports: readonly string[];
  readonly lines: readonly string[];
  /** What speaks against the others. */
  readonly against: Readonly<Record<string, string>>;
}

/** Looks which branches have the flaw. Where that fails, all of them are proposed, and it is said. */
export async function proposeBranches(
  git: Git,
  prepared: Prepared,
  signal?: AbortSignal,
): Promise<ProposedBranches> {
  const { cycle, upstream } = prepared;
  const branches = prepared.branches.map(({ branch }) => branch);
  if (cycle === null || branches.length === 0) return { backports: [], lines: [], against: {} };
  const source = sourceSentence(cycle);
  const from = source === null ? cycle.problems : [source];
  try {
    const found = await affectedBranches(git, { ...prepared, publicUrl: upstream.url, branches }, signal);
    const backports = found.filter(proposes).map(({ branch }) => branch);
    const ranges = githubRanges(rangesOfCycle(cycle, ['main', ...backports]));
    const noCve = noCveSentence(cycle, ['main', ...backports]);
    const lines = found.map(
      entry => `backport ${proposes(entry) ? 'yes' : 'no '} ${entry.branch}: ${entry.evidence}`,
    );
    const others = found.filter(entry => !proposes(entry));
    return {
      backports,
      lines: [
        ...[...from, ...lines],
        ...(ranges.length > 0 ? [`affected ${ranges.join(' · ')}`] : []),
        ...(noCve === null ? [] : [noCve]),
      ],
      against: Object.fromEntries(others.map(({ branch, evidence }) => [branch, evidence])),
    };
  } catch (error) {
    if (!(error instanceof GitError) || error.kind === 'cancelled') throw error;
    const why = `The branches could not be looked at, so all are proposed. ${error.message}`;
    return { backports: branches, lines: [...from, why], against: {} };
  }
}
