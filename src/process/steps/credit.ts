import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { Progress } from '../types.ts';
import { dated, plainLogin } from '../words.ts';
import type { Rule } from './rough.ts';

const answers: Readonly<Record<NonNullable<Progress['creditAnswer']>, string>> = {
  credit: 'wants credit',
  'credit-as': 'credit under another name',
  'no-credit': 'wants no credit',
};

/**
 * Who reported it is asked whether they want to be credited. Nobody waits for the answer: it is a step that may stay
 * open beside all others.
 */
export const credit: Rule = ({ advisory, phase, coordinators, progress, now }) => {
  const step = { id: 'credit', label: 'Reporter credit', needs: ['determination'] } as const;
  const reporter = reporterOf(advisory);
  if (reporter === null) return { ...step, state: 'not-needed', detail: 'no reporter to ask' };
  const name = plainLogin(reporter);
  if (coordinators.some(login => sameLogin(login, reporter)))
    return { ...step, state: 'not-needed', detail: `${name} coordinates` };
  const state = advisory.creditStates[reporter.toLowerCase()];
  if (state === 'accepted' || state === 'declined')
    return { ...step, state: 'done', detail: `${name}, ${state}` };
  const answer = progress.creditAnswer && answers[progress.creditAnswer];
  if (answer) return { ...step, state: 'done', detail: `${name}, ${answer}` };
  if (progress.creditAskedAt !== undefined)
    return {
      ...step,
      state: 'waiting',
      detail: dated('asked', progress.creditAskedAt, now),
      action: 'askCredit',
    };
  // Whom an advisory credits is invited by GitHub to accept or decline that (its docs, "Editing a … advisory").
  if (phase !== 'triage' && advisory.credits.some(({ login }) => sameLogin(login, reporter)))
    return { ...step, state: 'waiting', detail: `GitHub asked ${name}`, action: 'askCredit' };
  return { ...step, state: 'open', verb: 'Ask the reporter about credit', detail: name, action: 'askCredit' };
};

/**
 * Who is asked about credit: who wrote a private report, unless the credits name only others as its reporters (another
 * account of theirs); of what was opened otherwise, whom the credits call the reporter. null: nobody that GitHub knows.
 */
export function reporterOf({
  author,
  reported,
  credits,
}: Pick<Advisory, 'author' | 'reported' | 'credits'>): string | null {
  const credited = credits.filter(({ type }) => type === 'reporter').map(({ login }) => login);
  const wrote = reported && author !== null ? author : null;
  if (wrote !== null && credited.some(login => sameLogin(login, wrote))) return wrote;
  return credited[0] ?? wrote;
}
