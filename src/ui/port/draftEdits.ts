import type { Overruled } from '../../embargo/index.ts';

/** A finding is kept, with a reason. */
export function kept(overruled: readonly Overruled[], id: string, reason: string): Overruled[] {
  return [...unkept(overruled, id), { id, reason: reason.trim() }];
}

export function unkept(overruled: readonly Overruled[], id: string): Overruled[] {
  return overruled.filter(entry => entry.id !== id);
}

/** A label is ticked or not. */
export function ticked(names: readonly string[], name: string, on: boolean): string[] {
  return on ? [...new Set([...names, name])] : names.filter(label => label !== name);
}
