import type { Advisory } from '../advisory/model.ts';

/** Low and Medium may be fixed in public; High and Critical must not, and what is not scored waits for its score. */
export function mayBeInPublic({ severity }: Pick<Advisory, 'severity'>): boolean {
  return severity === 'low' || severity === 'medium';
}

/** Why the fix of an advisory may not begin in public, as a sentence; null when it may. */
export function againstInPublic({ state, severity }: Pick<Advisory, 'state' | 'severity'>): string | null {
  if (state !== 'draft') return 'Only what is accepted and open is fixed.';
  if (mayBeInPublic({ severity })) return null;
  const now =
    severity === null
      ? 'It is not scored yet.'
      : `It is ${severity.charAt(0).toUpperCase()}${severity.slice(1)}.`;
  return `${now} Only Low and Medium may be fixed in public.`;
}
