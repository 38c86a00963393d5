import type { GuardReport } from '../../git/guard/index.ts';

export interface PushRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

const verdicts = {
  fork: { icon: 'check', words: 'the private fork, may be pushed' },
  refused: { icon: 'circle-slash', words: 'fetched only, pushes are refused' },
  elsewhere: { icon: 'warning', words: 'pushes would leave the embargo' },
} as const;

/** A row for each remote: whether it may be pushed, and where that goes. */
export function pushRows({ remotes }: GuardReport): PushRow[] {
  return remotes.map(({ name, fetch, push, verdict }) => ({
    label: `$(${verdicts[verdict].icon}) ${name}`,
    description: verdicts[verdict].words,
    detail: push ?? fetch,
  }));
}

/** One sentence about a guard that is not whole; null where it is. */
export function brokenWords(id: string, { whole, missing }: GuardReport): string | null {
  if (whole) return null;
  const more = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
  return `${id}: the guard against public pushes is not whole. ${missing[0] ?? ''}${more}`.trim();
}
