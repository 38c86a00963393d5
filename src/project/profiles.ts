import { assignedNow, type ProfileSettings } from './assigned/assign.ts';
import { readAssigned, type Assigned } from './assigned/read.ts';
import { cpython } from './cpython/index.ts';
import { pip } from './pip/index.ts';
import { plain, plainWith } from './plain/index.ts';
import type { Profile, ProfileId } from './profile.ts';

/** Every profile there is; a new one is a folder beside these. */
const profiles: Readonly<Record<ProfileId, Profile>> = { cpython, pip, plain };

/** Repositories that we know. No setting makes the response team's follow other ways: they are never published. */
const known: ReadonlyMap<string, ProfileId> = new Map([
  ['python/cpython', 'cpython'],
  ['pypa/pip', 'pip'],
]);

/** The profile of a repository. Forks and mirrors elsewhere follow GitHub's plain ways, unless a setting says more. */
export function profileOf(fullName: string): Profile {
  const name = fullName.toLowerCase();
  const settings = assignedNow();
  const assigned = settings && read(settings);
  const id = known.get(name) ?? assigned?.profiles.get(name) ?? 'plain';
  if (id !== 'plain') return profiles[id];
  const profile = assigned ? templated(name, assigned) : plain;
  return assigned?.profiles.has(name) || !teamsOrganisations.has(name.split('/')[0]!)
    ? profile
    : withheld(profile);
}

/**
 * The Python Security Response Team looks after repositories of these (PEP 811), and a renamed one has no name that we
 * know. Until a person says that one is plain, nothing in it is published, and no CVE ID is asked of GitHub.
 */
const teamsOrganisations: ReadonlySet<string> = new Set(['python', 'pypa']);

const others = new WeakMap<Profile, Profile>();
function withheld(profile: Profile): Profile {
  const before = others.get(profile);
  if (before) return before;
  const now: Profile = { ...profile, publishes: false, requestsCve: false };
  others.set(profile, now);
  return now;
}

/** What the settings say that cannot be followed, a sentence each. */
export function profileProblems(settings: ProfileSettings): readonly string[] {
  return read(settings).problems;
}

const readings = new WeakMap<ProfileSettings, Assigned>();
function read(settings: ProfileSettings): Assigned {
  const before = readings.get(settings);
  if (before) return before;
  const now = readAssigned(settings, new Set(known.keys()));
  readings.set(settings, now);
  return now;
}

const made = new WeakMap<object, Profile>();
function templated(name: string, { templates }: Assigned): Profile {
  const own = templates.get(name) ?? templates.get('*');
  if (own === undefined) return plain;
  const before = made.get(own);
  if (before) return before;
  const profile = plainWith(own);
  made.set(own, profile);
  return profile;
}
