import { profileIds, type ProfileId } from '../profile.ts';
import { readTemplates, type PlainTemplates } from '../plain/templates.ts';
import type { ProfileSettings } from './assign.ts';

/** What the settings assign, by full name in lower case; `problems`: what is left out, a sentence each. */
export interface Assigned {
  readonly profiles: ReadonlyMap<string, ProfileId>;
  /** Under `*`: of every plain repository that has none of its own. */
  readonly templates: ReadonlyMap<string, PlainTemplates>;
  readonly problems: readonly string[];
}

const repository = /^[\w.-]+\/[\w.-]+$/;

/** `fixed`: repositories whose profile no setting changes. */
export function readAssigned(settings: ProfileSettings, fixed: ReadonlySet<string>): Assigned {
  const problems: string[] = [];
  const profiles = new Map<string, ProfileId>();
  for (const [name, id] of entriesOf(settings.profiles, 'ghsa.profiles', problems)) {
    const key = name.toLowerCase();
    const problem = profileProblem(name, id, fixed);
    if (problem === null) profiles.set(key, id as ProfileId);
    else problems.push(problem);
  }
  const templates = new Map<string, PlainTemplates>();
  for (const [name, value] of entriesOf(settings.templates, 'ghsa.templates', problems)) {
    if (name !== '*' && !repository.test(name)) {
      problems.push(`${nameless(name, 'ghsa.templates')} "*" stands for all others.`);
      continue;
    }
    const read = readTemplates(value);
    templates.set(name.toLowerCase(), read.templates);
    problems.push(...read.problems.map(problem => `ghsa.templates, ${name}: ${problem}`));
  }
  return { profiles, templates, problems };
}

function profileProblem(name: string, id: unknown, fixed: ReadonlySet<string>): string | null {
  if (!repository.test(name)) return nameless(name, 'ghsa.profiles');
  if (fixed.has(name.toLowerCase()) && id !== undefined)
    return `ghsa.profiles: ${name} keeps its own profile, whatever is set.`;
  if ((profileIds as readonly unknown[]).includes(id)) return null;
  return `ghsa.profiles: ${name} has no profile that we know, so it follows GitHub's plain ways. Choose one of ${profileIds.join(', ')}.`;
}

function nameless(name: string, setting: string): string {
  return `${setting}: "${name}" is no repository. Write owner/name.`;
}

function entriesOf(value: unknown, setting: string, problems: string[]): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
  problems.push(`${setting} is left out: write repositories and what they get, as an object.`);
  return [];
}
