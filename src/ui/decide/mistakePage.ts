import type { Mistake } from '../../process/types.ts';

/** What happened and what to do, in Markdown. Ids only: the page's name stands in a tab. */
export function mistakePage({ label, advice }: Mistake, ghsaId: string): string {
  const steps = advice.map((sentence, i) => `${i + 1}. ${sentence}`);
  return [`# ${label}`, '', ghsaId, '', ...steps, ''].join('\n');
}
