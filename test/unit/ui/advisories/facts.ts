import type { Advisory } from '../../../../src/advisory/model.ts';
import {
  assess,
  readersOf,
  type Assessment,
  type Facts,
  type Mistake,
} from '../../../../src/process/index.ts';
import { profileOf } from '../../../../src/project/index.ts';
import type { Look } from '../../../../src/ui/advisories/faces.ts';

export const now = new Date('2026-11-20T13:20:00Z');
export const me = 'octo-coordinator';

/** So many days old, and last changed so many days ago. */
export function aged(day: number, idle = day): Pick<Advisory, 'createdAt' | 'updatedAt'> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  return { createdAt: ago(day), updatedAt: ago(idle) };
}

/** Everything about an advisory, with what a test is about. */
export function factsOf(advisory: Advisory, parts: Partial<Facts> = {}): Facts {
  return {
    ...{ advisory, me, now, role: 'collaborator', profile: profileOf('python/cpython') },
    ...{ pulls: advisory.privateFork === null ? [] : null, portStopped: null, publicFix: null },
    ...{ progress: {}, findings: [], ...parts },
  };
}

/** A look at advisories of which nothing else is known than what a test says. */
export function lookAt(parts: Partial<Facts> = {}, more: Partial<Look> = {}): Look {
  const facts = (advisory: Advisory) => factsOf(advisory, parts);
  return {
    ...{ now, hideTitles: false, firstRepo: 'python/cpython', facts },
    assessment: advisory => assess(facts(advisory)),
    readersOf: advisory => readersOf({ advisory, teams: {}, admins: [] }),
    ...more,
  };
}

export const mistake: Mistake = { id: 'published', label: 'Published on GitHub by mistake', advice: [] };

/** An assessment as it is, and in whose hands. */
export function assessed(advisory: Advisory, parts: Partial<Assessment> = {}): Assessment {
  return { ...assess(factsOf(advisory)), ...parts };
}
