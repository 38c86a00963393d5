type Values = Readonly<Record<string, unknown>>;

const instead = Symbol.for('ghsa-coordinator.settings');
/**
 * Where what holds instead of the user's settings is kept: every bundle has a copy of this file, and none of them may
 * read the user's in a window that practises.
 */
const place = globalThis as { [instead]?: Values };

/** From now on these hold, whatever the user's settings say: a window that practises has its own. */
export function settingsInstead(values: Values): void {
  place[instead] = { ...place[instead], ...values };
}

/** What holds instead; null in windows that do not practise. */
export function insteadNow(): Values | null {
  return place[instead] ?? null;
}

/** Keeps a setting in a window that practises, for as long as it lives. False in every other: it is the user's. */
export function keptInstead(name: string, value: unknown): boolean {
  if (place[instead] === undefined) return false;
  settingsInstead({ [name]: value });
  return true;
}

/** For tests: no window practises. */
export function nothingInstead(): void {
  delete place[instead];
}
