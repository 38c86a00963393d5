import type { StoredAdvisory } from '../model.ts';
import { makeAdvisory } from '../newAdvisory.ts';
import type { Store } from '../store.ts';
import { beacons, injected, names, slow, titles, tracker } from './hostileTexts.ts';
import { practiceId } from './many.ts';

/** Where their ids begin: far behind those of `addMany`. */
const first = 40_000_000;

/**
 * Reports as somebody would write them who wants to break their reader: each trick of titles, each text that is slow to
 * draw, and one with everything in its fields and comments. In `python/cpython`, coordinated by the practising one.
 * GitHub refuses some of it today; nothing here trusts that. Gives their ids.
 */
export function addHostile(store: Store): readonly string[] {
  for (const login of names)
    store.addUser({ id: store.id(), login, name: login, type: 'User', createdAt: store.stamp() });
  const reports = [
    ...Object.values(titles).map(summary => ({ summary, description: 'A report with a title.' })),
    ...Object.entries(slow).map(([what, description]) => ({ summary: `Slow: ${what}`, description })),
  ].map((parts, n) => report(store, first + n, parts));
  const whole = everything(store, first + reports.length);
  for (const advisory of [...reports, whole]) store.addAdvisory(advisory);
  return [...reports, whole].map(({ ghsaId }) => ghsaId);
}

function report(store: Store, n: number, parts: Partial<StoredAdvisory>): StoredAdvisory {
  return makeAdvisory(store, {
    ...{
      ghsaId: practiceId(n),
      repo: 'python/cpython',
      summary: '',
      description: '',
      author: 'dill-outsider',
    },
    ...{ state: 'triage', reported: true, teams: [store.team.slug] },
    credits: [
      { login: 'dill-outsider', type: 'reporter' },
      { login: 'octo-coordinator', type: 'coordinator' },
    ],
    ...parts,
  });
}

/** Every field that a stranger can reach, and some that only a broken GitHub would send. */
function everything(store: Store, n: number): StoredAdvisory {
  const at = store.stamp();
  const comments = [injected, ...beacons, slow['brackets in brackets']!].map((body, i) => ({
    ...{ id: store.id(), author: names[i % names.length]!, body, createdAt: at, updatedAt: at },
  }));
  return report(store, n, {
    summary: `Everything <img src=${tracker} onerror=alert(1)> \u202e$(shield)`,
    description: injected,
    author: '../../x',
    cveId: 'CVE-1-<script>/../..',
    vectorV3: 'CVSS:3.1/AV:"><script>',
    cweIds: ['CWE-<b>', 'CWE-999999999999999999999', '../../x'],
    users: [...names],
    teams: [store.team.slug, '../../x', '<b>'],
    credits: [
      { login: 'octo-coordinator', type: 'coordinator' },
      ...names.map(login => ({ login, type: 'reporter' as const })),
    ],
    vulnerabilities: [...names, 'a'.repeat(5_000)].map(name => ({
      package: { ecosystem: name, name: `${name}"'><img src=https://${tracker}/package.png>` },
      vulnerable_version_range: `< ${name}`,
      patched_versions: `${name}\u0000\u202e`,
      vulnerable_functions: [name, injected.slice(0, 200)],
    })),
    comments,
  });
}
