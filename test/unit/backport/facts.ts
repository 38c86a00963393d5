import type { BackportFacts, BackportPull } from '../../../src/process/index.ts';
import type { Branch } from '../../../src/project/index.ts';

export const fixed = 210_461;
export const mergeCommit = '5a1f3c0b7d2e4f60718293a4b5c6d7e8f9012345';
const both = ['type-security', 'release-blocker'];

const line = (version: string, status: Branch['status'], releaseManager: string): Branch => ({
  ...{ branch: status === 'feature' ? 'main' : version, version, status, releaseManager },
  ...{ firstRelease: null, endOfLife: status === 'end-of-life' ? '2026-10' : null },
});

export const branches: readonly Branch[] = [
  line('3.16', 'feature', 'Saffron Rice'),
  line('3.15', 'bugfix', 'Clove Bud'),
  line('3.14', 'bugfix', 'Clove Bud'),
  line('3.13', 'security', 'Basil Thyme'),
  line('3.12', 'security', 'Basil Thyme'),
  line('3.11', 'security', 'Nobody Known'),
  line('3.10', 'end-of-life', 'Nobody Known'),
];

/** A pull request as it should be. */
export function pullOf(number: number, base: string, more: Partial<BackportPull> = {}): BackportPull {
  const words = 'gh-210457: Honour the option in bread.socket';
  return {
    ...{ number, base, state: 'open', author: 'miss-islington', linked: true },
    title: base === 'main' ? words : `[${base}] ${words} (GH-${fixed})`,
    labels: base === 'main' ? ['type-security'] : both,
    htmlUrl: `https://github.com/python/cpython/pull/${number}`,
    checks: { state: 'passed', failed: 0 },
    ...{ mergedAt: null, mergedBy: null, mergeCommit: null, release: null },
    ...more,
  };
}

export function mergedPull(number: number, base: string, more: Partial<BackportPull> = {}): BackportPull {
  return pullOf(number, base, {
    ...{ state: 'merged', mergedAt: '2026-11-12T10:00:00Z', mergedBy: 'nutmeg-core' },
    mergeCommit: base === 'main' ? mergeCommit : 'b'.repeat(40),
    release: { name: `${base}.1`, out: true },
    ...more,
  });
}

/** Main is merged, and each branch has its pull request, merged. */
export function factsOf(more: Partial<BackportFacts> = {}): BackportFacts {
  const living = ['3.15', '3.14', '3.13', '3.12', '3.11'];
  return {
    repo: 'python/cpython',
    issues: [210_457],
    sharedWith: [],
    main: mergedPull(fixed, 'main', { release: { name: '3.16.0a3', out: true } }),
    pulls: living.map((branch, i) => mergedPull(210_466 + i, branch)),
    gaveUp: [],
    knownLabels: [...both, ...living.map(branch => `needs backport to ${branch}`)],
    ...{ me: 'octo-coordinator', mayLabel: true, mayEdit: true },
    branches,
    existing: ['main', ...living],
    logins: { 'Basil Thyme': 'basil-rm', 'Clove Bud': 'clove-rm' },
    notNeeded: {},
    at: '2026-11-20T12:00:00Z',
    ...more,
  };
}

/** The same with another pull request for a branch; none: `null`. */
export function withPull(branch: string, pull: BackportPull | null, more: Partial<BackportFacts> = {}) {
  const facts = factsOf(more);
  const others = facts.pulls.filter(({ base }) => base !== branch);
  return { ...facts, pulls: pull === null ? others : [...others, pull] };
}
