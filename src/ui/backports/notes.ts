import type { Progress } from '../../process/types.ts';

/** Notes of what is right as it is. Another window may write one meanwhile: each press changes its own note alone. */

/** Branches that need no backport, and warnings of the whole that are right so; each with its reason. */
export type Notes = Pick<Progress, 'notBackported' | 'acceptedBackports'>;

export function withNote(field: keyof Notes, key: string, reason: string): (before: Notes) => Notes {
  return before => ({ [field]: { ...before[field], [key]: reason.trim().slice(0, 200) } });
}

export function withoutNote(field: keyof Notes, key: string): (before: Notes) => Notes {
  return before => {
    const { [key]: _, ...others } = before[field] ?? {};
    return { [field]: others };
  };
}
