import { accepted } from '../../texts/index.ts';
import type { Case } from './case.ts';
import { carryOut, chooseWay } from './change.ts';
import type { Proposal } from './comment.ts';

/**
 * From triage to draft. The reporter may be told, and is not unless the comment is posted here. `reply`: what is proposed
 * as that comment.
 */
export async function accept(at: Case, reply?: Proposal): Promise<void> {
  const what = { change: 'accept', tag: 'ACCEPTED' } as const;
  const way = await chooseWay(at, what, 'Accept as a vulnerability?');
  if (way === null) return;
  await carryOut(at, way, {
    ...what,
    words: { done: '{id} is a draft now.', there: '{id} is a draft already.' },
    undone: { done: '{id} is back in triage.', there: '{id} is in triage.' },
    offer: { question: 'Tell the reporter?', proposal: reply?.text ?? accepted() },
    again: () => accept(at, reply),
  });
}
