/** `ghsa.profiles` and `ghsa.templates` as they are written. */
export interface ProfileSettings {
  readonly profiles: unknown;
  readonly templates: unknown;
}

const assigned = Symbol.for('ghsa.profiles');
/** Every bundle has a copy of this file; all of them go by the same settings. */
const place = globalThis as { [assigned]?: ProfileSettings };

/** From now on profiles are chosen by these settings; null: each repository has the one that we know. */
export function assignProfiles(settings: ProfileSettings | null): void {
  if (settings === null) delete place[assigned];
  else place[assigned] = settings;
}

export function assignedNow(): ProfileSettings | null {
  return place[assigned] ?? null;
}
