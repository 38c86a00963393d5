import { takeBackTag } from '../../jobs/decide/index.ts';
import type { Case } from './case.ts';
import { tell } from './tell.ts';

/** Takes our tag out of the title while the bot has not acted on it. */
export async function withdraw(at: Case): Promise<void> {
  const outcome = await at.act('Taking back the request for', takeBackTag);
  if (outcome.kind === 'done' || outcome.kind === 'there') await at.remember({ asked: undefined });
  tell(at, outcome, {
    done: 'The request to the bot is out of the title of {id}.',
    there: 'No request to the bot is in the title of {id}.',
    press: { 'Ask Again': () => withdraw(at) },
  });
}
