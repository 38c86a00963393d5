import { volunteer as job } from '../../jobs/decide/index.ts';
import type { Case } from './case.ts';
import { tell } from './tell.ts';

/** Nothing is asked. Everybody else's credit is read again and kept by the job. */
export async function volunteer(at: Case): Promise<void> {
  const outcome = await at.act('Volunteering for', job);
  tell(at, outcome, {
    done: 'You coordinate {id} now.',
    there: 'You coordinate {id} already.',
    undone: { done: 'You do not coordinate {id} any more.', there: 'You do not coordinate {id}.' },
    press: { 'Ask Again': () => volunteer(at) },
  });
}
