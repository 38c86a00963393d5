import type { Case } from './case.ts';
import { carryOut, chooseWay } from './change.ts';

/** A closed advisory becomes a draft, where GitHub does that by its API; else on its page. The bot never does. */
export async function reopen(at: Case): Promise<void> {
  const what = { change: 'reopen', tag: null } as const;
  const way = await chooseWay(at, what, 'Reopen as a draft?');
  if (way === null) return;
  await carryOut(at, way, {
    ...what,
    words: { done: '{id} is a draft again.', there: '{id} is open already.' },
    undone: { done: '{id} is closed again.', there: '{id} is closed.' },
    again: () => reopen(at),
  });
}
