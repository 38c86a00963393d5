import type { Advisory, AdvisoryState } from '../../../src/advisory/model.ts';
import type { Facts, Role } from '../../../src/process/index.ts';
import { advisory, ago, cpython, factsOf, me, pip, plain, prepared } from './facts.ts';

/** Every value of everything that an assessment hangs on. */
export const table = {
  /** GitHub knows no "archived"; it may come to know another one. Withdrawn is finished as closed is. */
  state: ['triage', 'draft', 'published', 'closed', 'archived'],
  role: ['admin', 'collaborator', 'reporter', 'outsider'],
  profile: [cpython, pip, plain],
  coordinators: [[], ['nutmeg-core'], ['nutmeg-core', me.toUpperCase()]],
  tag: ['', '[ACCEPTED] ', 'Ends [closed] '],
  cve: [false, true],
  severity: [null, 'low', 'high'],
  texts: ['fine', 'errors'],
  credit: ['nobody asked', 'asked'],
  fix: [
    'no fork',
    'being made',
    'not read',
    'no pull',
    'not approved',
    'approved',
    'merged in fork',
    'port stopped',
    'public, open',
    'public, merged',
    'public, closed',
  ],
  announced: [false, true],
} as const;

export type Case = { readonly [Key in keyof typeof table]: (typeof table)[Key][number] };

/** Their product. */
export function* cases(): Generator<Case> {
  const names = Object.keys(table) as (keyof Case)[];
  const total = names.reduce((product, name) => product * table[name].length, 1);
  for (let i = 0; i < total; i++) {
    const one: Partial<Record<keyof Case, unknown>> = {};
    let rest = i;
    for (const name of names) {
      const values = table[name];
      one[name] = values[rest % values.length];
      rest = Math.floor(rest / values.length);
    }
    yield one as Case;
  }
}

/** "triage admin cpython …": which one it is, when something is wrong with it. */
export function nameOf(one: Case): string {
  return JSON.stringify({ ...one, profile: one.profile.id });
}

const pull = { number: 1, state: 'open', merged: false, headSha: 'a'.repeat(40), approvals: 2 };

const pulls: Readonly<Record<Case['fix'], Facts['pulls']>> = {
  'no fork': [],
  'being made': [],
  'not read': null,
  'no pull': [{ ...pull, number: 7, state: 'closed', approvals: null }],
  'not approved': [{ ...pull, approvals: 0 }],
  approved: [pull],
  'merged in fork': [{ ...pull, state: 'closed', merged: true, approvals: null }],
  'port stopped': [pull],
  'public, open': [pull],
  'public, merged': [pull],
  'public, closed': null,
};

/** Exit codes of the tests that ran. */
const runs: Readonly<Partial<Record<Case['fix'], number>>> = { approved: 0, 'not approved': 1 };

const publicStates = {
  'public, open': 'open',
  'public, merged': 'merged',
  'public, closed': 'closed',
} as const;

export function factsFor(one: Case): Facts {
  const { fix, role, profile } = one;
  const state = publicStates[fix as keyof typeof publicStates];
  const isPublic = state !== undefined;
  return factsOf({
    advisory: advisoryFor(one),
    role: role as Role,
    profile,
    pulls: pulls[fix],
    portStopped: fix === 'port stopped' ? 'push branch' : null,
    publicFix: isPublic
      ? {
          issue: 1,
          pull: 2,
          state,
          missingLabels: ['type-security'],
          backportsAsked: ['3.14'],
          backports: state === 'merged' ? { merged: 6, needed: 6, needsYou: 0, open: 0 } : null,
        }
      : null,
    progress: {
      ...(one.announced ? { announcedAt: ago(60) } : {}),
      ...(fix === 'being made' ? { fork: { at: ago(10), by: 'us' } as const } : {}),
      ...(runs[fix] === undefined
        ? {}
        : { tests: { commit: 'a'.repeat(40), exitCode: runs[fix], at: ago(40), changed: false } }),
      ...(one.credit === 'asked' ? { creditAskedAt: ago(90) } : {}),
    },
    findings: one.texts === 'errors' ? [{ field: 'title', severity: 'error' }] : [],
  });
}

function advisoryFor({ state, coordinators, tag, cve, severity, fix }: Case): Advisory {
  return advisory({
    state: state as AdvisoryState,
    title: `${tag}Spam parser reads past the end of its buffer`,
    credits: coordinators.map(login => ({ login, type: 'coordinator' as const })),
    cveId: cve ? 'CVE-2026-900417' : null,
    severity,
    cvssV4: severity === null ? null : prepared.cvssV4!,
    publishedAt: state === 'published' ? ago(120) : null,
    privateFork: fix === 'no fork' || fix === 'being made' ? null : 'python/cpython-ghsa-7q4m-xv2c-93rp',
  });
}
