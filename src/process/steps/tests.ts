import type { Situation } from '../situation.ts';
import type { PrivatePull, Progress } from '../types.ts';
import { momentWords } from '../words.ts';
import { withoutFork } from './fix.ts';
import type { Rule } from './rough.ts';

/**
 * Private forks run no checks (GitHub, "Collaborating in a temporary private fork"): the tests run in the clone, and what
 * came of them is the evidence, of the very commit that is proposed and of no other. Nobody has to.
 */
export const tests: Rule = situation => {
  const { advisory, phase, publicFix, openPulls, mergedPulls, progress, now } = situation;
  const step = { id: 'tests', label: 'Tests', needs: ['determination', 'fork'] } as const;
  const inFork = advisory.privateFork !== null && publicFix === null && mergedPulls.length === 0;
  const run = inFork && phase !== 'finished' ? ({ action: 'runTests' } as const) : {};
  const { tests: last } = progress;
  // What another version stored may lack it.
  if (typeof last?.exitCode === 'number') {
    const proposed = fixOf(situation).some(({ headSha }) => headSha === last.commit);
    const detail = evidence(last, now, proposed || openPulls.length === 0);
    if (last.exitCode === 0 && !last.changed && proposed) return { ...step, ...run, state: 'done', detail };
    if (inFork) return { ...step, ...run, state: 'possible', detail };
  }
  if (publicFix !== null) return { ...step, state: 'not-needed', detail: 'checked in public' };
  if (mergedPulls.length > 0) return { ...step, state: 'not-needed', detail: 'merged in the fork' };
  if (advisory.privateFork === null && withoutFork(situation))
    return { ...step, state: 'not-needed', detail: 'without a fork' };
  return { ...step, ...run, state: 'possible', detail: 'not run yet' };
};

/** The pull requests that hold the fix: what is open, else what was merged; closed ones once they were ported. */
function fixOf({ openPulls, mergedPulls, pulls, publicFix }: Situation): readonly PrivatePull[] {
  if (openPulls.length > 0) return openPulls;
  return publicFix === null ? mergedPulls : (pulls ?? []);
}

/** "passed, commit 3f1c0aa, 20 Nov 13:50, with uncommitted changes"; "passed for another commit 3f1c0aa, 20 Nov 13:50" */
function evidence(
  { exitCode, commit, at, changed }: NonNullable<Progress['tests']>,
  now: Date,
  ours: boolean,
): string {
  const short = /^[0-9a-f]{7}/.exec(String(commit))?.[0];
  const verdict = exitCode === 0 ? 'passed' : 'failed';
  const of = short === undefined ? '' : ` ${short}`;
  return [
    ours ? verdict : `${verdict} for another commit${of}`,
    ours && of ? `commit${of}` : null,
    momentWords(at, now),
    changed ? 'with uncommitted changes' : null,
  ]
    .filter(words => words !== null)
    .join(', ');
}
