import { cveEligible } from './branches.ts';
import type { ReleaseCycle } from './types.ts';

/** Where the branches come from, when not from just now; null: they were read. */
export function sourceSentence({ source, at }: Pick<ReleaseCycle, 'source' | 'at'>): string | null {
  switch (source) {
    case 'read':
    case 'own':
      return null;
    case 'kept':
      return `Branches as read on ${dayOf(at)}: the release cycle could not be read.`;
    case 'snapshot':
      return `Branches from the snapshot of ${dayOf(at)}: the release cycle could not be read.`;
  }
}

/** Said where no released version has the flaw (`cveEligible`); null: one has, or nothing is known of versions. */
export function noCveSentence(
  { branches, source }: Pick<ReleaseCycle, 'branches' | 'source'>,
  affected: readonly string[],
): string | null {
  const have = branches.filter(({ branch }) => affected.includes(branch));
  if (source === 'own' || have.length === 0 || have.some(cveEligible)) return null;
  const [last, ...others] = have.map(({ version }) => version).reverse();
  const names = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `Only ${names} ${others.length === 0 ? 'has' : 'have'} it: no CVE ID is needed, no release has it.`;
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
