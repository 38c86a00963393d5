import type { ReleaseCycle } from './types.ts';

/** Where the branches come from, when not from just now; null: they were read. */
export function sourceSentence({ source, at }: Pick<ReleaseCycle, 'source' | 'at'>): string | null {
  switch (source) {
    case 'read':
      return null;
    case 'kept':
      return `Branches as read on ${dayOf(at)}: the release cycle could not be read.`;
    case 'snapshot':
      return `Branches from the snapshot of ${dayOf(at)}: the release cycle could not be read.`;
  }
}

/** "20 November 2026" */
function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
