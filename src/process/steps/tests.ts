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
  if (last !== undefined) {
    const passed = last.exitCode === 0;
    const when = momentWords(last.at, now);
    const detail = [
      passed ? 'passed' : 'failed',
      `commit ${last.commit.replace(/[^0-9a-f]/g, '').slice(0, 7)}`,
      ...(when === null ? [] : [when]),
      ...(last.changed ? ['with uncommitted changes'] : []),
    ].join(', ');
    if (passed) return { ...step, ...run, state: 'done', detail };
    if (inFork) return { ...step, ...run, state: 'possible', detail };
  }
  if (publicFix !== null) return { ...step, state: 'not-needed', detail: 'checked in public' };
  if (mergedPulls.length > 0) return { ...step, state: 'not-needed', detail: 'merged in the fork' };
  if (advisory.privateFork === null && withoutFork(situation))
    return { ...step, state: 'not-needed', detail: 'without a fork' };
  return { ...step, ...run, state: 'possible', detail: 'not run yet' };
};
