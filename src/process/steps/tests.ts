import type { Progress } from '../types.ts';
import { momentWords } from '../words.ts';
import { withoutFork } from './fix.ts';
import type { Rule } from './rough.ts';

/**
 * Private forks run no checks (GitHub, "Collaborating in a temporary private fork"): the tests run in the clone, and what
 * came of them is the evidence. Nobody has to.
 */
export const tests: Rule = situation => {
  const { advisory, phase, publicFix, mergedPulls, progress, now } = situation;
  const step = { id: 'tests', label: 'Tests', needs: ['determination', 'fork'] } as const;
  const inFork = advisory.privateFork !== null && publicFix === null && mergedPulls.length === 0;
  const run = inFork && phase !== 'finished' ? ({ action: 'runTests' } as const) : {};
  const { tests: last } = progress;
  // What another version stored may lack it.
  if (typeof last?.exitCode === 'number') {
    const detail = evidence(last, now);
    if (last.exitCode === 0) return { ...step, ...run, state: 'done', detail };
    if (inFork) return { ...step, ...run, state: 'possible', detail };
  }
  if (publicFix !== null) return { ...step, state: 'not-needed', detail: 'checked in public' };
  if (mergedPulls.length > 0) return { ...step, state: 'not-needed', detail: 'merged in the fork' };
  if (advisory.privateFork === null && withoutFork(situation))
    return { ...step, state: 'not-needed', detail: 'without a fork' };
  return { ...step, ...run, state: 'possible', detail: 'not run yet' };
};

/** "passed, commit 3f1c0aa, 20 Nov 13:50, with uncommitted changes" */
function evidence({ exitCode, commit, at, changed }: NonNullable<Progress['tests']>, now: Date): string {
  const short = /^[0-9a-f]{7}/.exec(String(commit))?.[0];
  return [
    exitCode === 0 ? 'passed' : 'failed',
    short === undefined ? null : `commit ${short}`,
    momentWords(at, now),
    changed ? 'with uncommitted changes' : null,
  ]
    .filter(words => words !== null)
    .join(', ');
}
