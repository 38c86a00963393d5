import { commands } from 'vscode';
import type { Case } from './case.ts';
import { choose } from './ask.ts';
import { carryOut, chooseWay, likelyWay } from './change.ts';

/** The end of an advisory. Where the project announces by e-mail, that comes first, and is asked about. */
export async function close(at: Case): Promise<void> {
  const what = { change: 'close', tag: 'COMPLETED' } as const;
  const { facts, profile } = at;
  const mailed = profile.mail === null || facts.progress.announcedAt !== undefined;
  if (!mailed && !(await announced(at, likelyWay(at, what).label))) return;
  const way = mailed ? await chooseWay(at, what, 'Close this advisory?') : likelyWay(at, what).way;
  if (way === null) return;
  await carryOut(at, way, {
    ...what,
    words: { done: '{id} is closed.', there: '{id} is closed already.' },
    undone: { done: '{id} is a draft again.', there: '{id} is open.' },
    again: () => close(at),
  });
}

/** False: it was left, or the announcement is shown instead. */
async function announced(at: Case, next: string): Promise<boolean> {
  const answer = await choose<'sent' | 'without' | 'show'>(at.title, 'Close waits for the e-mail.', [
    { label: 'The e-mail was sent', detail: next, value: 'sent' },
    { label: 'Close without an e-mail', detail: next, value: 'without' },
    { label: 'Show the announcement', value: 'show' },
  ]);
  if (answer === 'sent') await at.remember({ announcedAt: new Date().toISOString() });
  if (answer === 'show')
    await commands.executeCommand('ghsa.announce', { kind: 'advisory', advisory: at.advisory });
  return answer === 'sent' || answer === 'without';
}
