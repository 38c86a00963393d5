import type { Advisory } from '../../../src/advisory/model.ts';
import { assess, type Facts, type StepId } from '../../../src/process/index.ts';
import { profileOf } from '../../../src/project/index.ts';

export const me = 'octo-coordinator';
export const cpython = profileOf('python/cpython');
export const pip = profileOf('pypa/pip');
export const plain = profileOf('somebody/something');

/** A Friday. Tests of words with a clock in them use `wallClock` of zone.ts. */
export const now = new Date('2026-11-20T13:30:00Z');

/** So many minutes before `now`, as GitHub writes it. */
export function ago(minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}

export const oneDay = 24 * 60;

/** An accepted advisory of mine in which nothing else has been done; nobody of it exists. */
export function advisory(parts: Partial<Advisory> = {}): Advisory {
  return {
    repo: { owner: 'python', name: 'cpython' },
    ghsaId: 'GHSA-7q4m-xv2c-93rp',
    htmlUrl: 'https://github.com/python/cpython/security/advisories/GHSA-7q4m-xv2c-93rp',
    title: 'Spam parser reads past the end of its buffer',
    description: 'A marmalade elephant sends a chunk.',
    state: 'draft',
    severity: null,
    cvssV4: null,
    cvssV3: null,
    cveId: null,
    author: 'parsley-dev',
    reported: true,
    credits: [{ login: me, type: 'coordinator' }],
    creditStates: {},
    products: [],
    cweIds: [],
    users: [],
    teams: ['psrt'],
    createdAt: ago(41 * oneDay),
    updatedAt: ago(10),
    publishedAt: null,
    privateFork: null,
    ...parts,
  };
}

export function factsOf(parts: Partial<Facts> = {}, changes: Partial<Advisory> = {}): Facts {
  return {
    advisory: advisory(changes),
    profile: cpython,
    me,
    role: 'collaborator',
    now,
    pulls: [],
    portStopped: null,
    publicFix: null,
    progress: {},
    findings: [],
    ...parts,
  };
}

/** All that comes before the port: what the picture of the tree shows for the Spam parser. */
export const prepared: Partial<Advisory> = {
  severity: 'high',
  cvssV4: { vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N', score: 8.3 },
  cveId: 'CVE-2026-900417',
  privateFork: 'python/cpython-ghsa-7q4m-xv2c-93rp',
  creditStates: { 'parsley-dev': 'accepted' },
  credits: [
    { login: 'parsley-dev', type: 'reporter' },
    { login: me, type: 'coordinator' },
  ],
};

/** Where the private pull request is. */
export const headSha = '3f1c0aa0b1c2d3e4f5061728394a5b6c7d8e9f00';

export const reviewed = { number: 1, state: 'open', merged: false, headSha, approvals: 2 };

/** One step of an assessment. */
export function stepOf(facts: Facts, id: StepId) {
  return assess(facts).steps.find(step => step.id === id)!;
}

/** "waiting: asked, bot at 14:00" */
export function said(facts: Facts, id: StepId): string {
  const { state, detail } = stepOf(facts, id);
  return `${state}: ${detail}`;
}
