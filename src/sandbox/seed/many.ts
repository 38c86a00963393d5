import type { AdvisoryState } from '../../advisory/model.ts';
import { makeAdvisory } from '../newAdvisory.ts';
import { cvssScore, rating } from '../score.ts';
import type { Store } from '../store.ts';

const minute = 60_000;
const alphabet = '23456789cfghjmpqrvwx';
const vector = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:N/VI:L/VA:H/SC:N/SI:N/SA:N';

/** The id of the n-th: the same at every start. */
export function practiceId(n: number): string {
  let digits = '';
  for (let rest = n; digits.length < 12; rest = Math.floor(rest / 20)) digits = alphabet[rest % 20]! + digits;
  return `GHSA-${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;
}

/**
 * So many more advisories, of usual length, an hour apart, the first the newest. Their states take turns; so do their
 * coordinators (the practising one, another member, nobody) and the repositories.
 */
export function addMany(
  store: Store,
  count: number,
  states: readonly AdvisoryState[] = ['triage', 'draft'],
  repositories: readonly string[] = ['python/cpython'],
): void {
  const now = store.now().getTime();
  const severity = rating(cvssScore(vector));
  for (let n = 1; n <= count; n++) {
    const at = new Date(now - n * 60 * minute).toISOString().replace(/\.\d+Z$/, 'Z');
    const coordinator = ['octo-coordinator', 'nutmeg-core', null][n % 3];
    store.addAdvisory({
      ...makeAdvisory(store, {
        repo: repositories[n % repositories.length]!,
        summary: `Practice report ${n}: a length is trusted`,
        description: `Report ${n}.\n\n${'The parser trusts a length that a stranger wrote, and reads on. '.repeat(30)}`,
        author: 'parsley-dev',
      }),
      ghsaId: practiceId(n),
      state: states[n % states.length]!,
      severity,
      vectorV4: vector,
      reported: true,
      credits: [
        { login: 'parsley-dev', type: 'reporter' },
        ...(coordinator ? [{ login: coordinator, type: 'coordinator' } as const] : []),
      ],
      teams: [store.team.slug],
      createdAt: at,
      updatedAt: at,
    });
  }
}

/** More public repositories with the people of `python/cpython`, and on the disk its history: nobody pushes to them. */
export function addRepositories(store: Store, count: number): readonly string[] {
  const { dir, roles } = store.repo('python/cpython')!;
  return Array.from({ length: count }, (_, at) => {
    const name = `larder-${at + 1}`;
    store.addRepo({
      ...{ id: store.id(), owner: 'python', name, private: false, parent: null, defaultBranch: 'main' },
      ...{ dir, createdAt: '2020-02-10T00:00:00Z', labels: [], roles: new Map(roles), issues: new Map() },
      ...{ next: 1, advisory: null, readyAt: 0 },
    });
    return `python/${name}`;
  });
}
