import type { AlreadySaid } from '../../src/ui/editor/discussionProtocol.ts';
import { dayName } from '../common/dates.ts';
import type { PageModel } from './model.ts';

/** Posts a comment. null: it is posted. Otherwise a sentence: nothing was sent, because the same words of ours are there. */
export async function postComment(model: PageModel, body: string, again: boolean): Promise<string | null> {
  const answer = (await model.ask({ t: 'comment', body, ...(again ? { again } : {}) })) as AlreadySaid | null;
  if (!answer) return null;
  const day = dayName(answer.there);
  return `The same comment of yours is there already${day && `, of ${day}`}. Nothing was posted.`;
}
