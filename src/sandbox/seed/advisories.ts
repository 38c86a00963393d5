import type { Credit } from '../../advisory/model.ts';
import type { StoredAdvisory } from '../model.ts';
import { makeAdvisory } from '../newAdvisory.ts';
import { cvssScore, rating } from '../score.ts';
import type { Store } from '../store.ts';

type Seed = Pick<StoredAdvisory, 'ghsaId' | 'summary' | 'description' | 'state'> & {
  readonly repo?: string;
  /** Days since the report. */
  readonly day: number;
  readonly vector?: string;
  /** An older score that the reporter gave. */
  readonly vectorV3?: string;
  readonly cveId?: string;
  readonly coordinator?: string;
  readonly author?: string;
};

const base = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N';

/**
 * Advisories in every stage. The descriptions hold sentences that occur nowhere else, so that a test can tell
 * when one of them became public.
 */
const seeds: readonly Seed[] = [
  {
    ghsaId: 'GHSA-7q4m-xv2c-93rp',
    summary: 'Spam parser reads past the end of its buffer',
    description:
      'The spam parser trusts the length field of a chunk. A marmalade elephant sends a chunk whose length is larger than what follows, and the next chunk is read as if it belonged to this one.\n\n```python\nParser().feed(b"\\0\\0\\0\\9hi")\n```\n\nWhoever parses chunks of strangers is affected, in every version since 3.11.',
    state: 'draft',
    day: 41,
    vector: base,
    cveId: 'CVE-2026-900417',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-2c3f-4g5h-6j7m',
    summary: 'Egg codec accepts overlong input',
    description:
      'The egg codec decodes input of any length. A lavender submarine with two gigabytes of eggs stops the process for minutes.',
    state: 'draft',
    day: 77,
    vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
    cveId: 'CVE-2026-900388',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-m2pg-3qcr-4vfw',
    summary: 'Ham cookie jar leaks on redirect',
    description:
      'When a server sends the client elsewhere, the whole jar goes along. The velvet postman of another host then holds every cookie.',
    state: 'triage',
    day: 3,
    vectorV3: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-hj5m-pq6r-vw7x',
    summary: '[ACCEPTED] Toast archive follows links out',
    description:
      'A member whose name climbs upwards is written outside of the target. The copper accordion shows it with two lines.',
    state: 'triage',
    day: 12,
    vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-8p9q-rvwx-2345',
    summary: 'Jam scheduler starves the loop',
    description: 'Fifty turns without a rest let one paper lighthouse keep everybody else from the loop.',
    state: 'draft',
    day: 26,
    vector: 'CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
    cveId: 'CVE-2026-900409',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-c4f5-g6h7-j8m9',
    summary: 'Crumb pickle loads strangers',
    description:
      'Loading a crumb from a stranger runs what the stranger wrote. The amber tortoise waits since summer.',
    state: 'draft',
    day: 97,
    vector: 'CVSS:4.0/AV:N/AC:H/AT:P/PR:L/UI:P/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N',
    cveId: 'CVE-2026-900301',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-p3q4-r5v6-w7x8',
    summary: 'Butter decoder reuses its key',
    description: 'Two messages under one key tell their difference. The silver gondola reads both.',
    state: 'triage',
    day: 4,
  },
  {
    ghsaId: 'GHSA-q2r3-v4w5-x6c7',
    repo: 'pypa/pip',
    summary: 'Wheel name is taken as a path',
    description: 'A wheel whose name holds a slash is written elsewhere. The crimson kettle is an example.',
    state: 'triage',
    day: 1,
  },
  {
    ghsaId: 'GHSA-r9v8-w7x6-c5f4',
    summary: 'Pepper hash is predictable',
    description: 'The seed comes from the clock, which the brass nightingale knows.',
    state: 'draft',
    day: 33,
    vector: 'CVSS:4.0/AV:N/AC:H/AT:P/PR:N/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N',
    cveId: 'CVE-2026-900377',
    coordinator: 'nutmeg-core',
  },
  {
    ghsaId: 'GHSA-f6g8-h2j4-m3p5',
    summary: 'Basil template escapes too little',
    description: 'One quotation mark is forgotten, and the glass pelican signs for somebody else.',
    state: 'draft',
    day: 19,
    vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N',
    cveId: 'CVE-2026-900412',
    coordinator: 'nutmeg-core',
  },
  {
    ghsaId: 'GHSA-j7m2-q4r6-w3c9',
    summary: '[COMPLETED] Tofu lexer overflow',
    description: 'A token of four gigabytes is one byte long. The quiet volcano counts again.',
    state: 'closed',
    day: 84,
    vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:N/VI:L/VA:H/SC:N/SI:N/SA:N',
    cveId: 'CVE-2026-900322',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-v2w3-x4c5-f6g7',
    summary: 'Bread socket option ignored',
    description: 'The option is read and forgotten. The porcelain windmill never hears of it.',
    state: 'closed',
    day: 60,
    vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N',
    cveId: 'CVE-2026-900333',
    coordinator: 'octo-coordinator',
  },
  {
    ghsaId: 'GHSA-w5x6-c7f8-g9h2',
    summary: '<img src=x onerror=alert(1)> **Pickle** [run](command:ghsa.port) \u202egnp.exe $(shield)',
    description:
      '<script>document.title = "hostile"</script>\n\n[click](command:workbench.action.quit) ![pixel](https://tracker.invalid/x.png)\n\n' +
      `<details open ontoggle=alert(2)>\u202e\u200b${'A'.repeat(5000)}</details>`,
    state: 'triage',
    day: 2,
    coordinator: 'octo-coordinator',
    author: 'dill-outsider',
  },
];

const day = 24 * 60 * 60 * 1000;

/** Fills the store. Dates are counted back from the sandbox's now. */
export function addAdvisories(store: Store): void {
  const now = store.now().getTime();
  for (const {
    repo = 'python/cpython',
    day: age,
    vector,
    vectorV3,
    coordinator,
    author = 'parsley-dev',
    ...seed
  } of seeds) {
    const at = new Date(now - age * day).toISOString().replace(/\.\d+Z$/, 'Z');
    const credits: Credit[] = [{ login: author, type: 'reporter' }];
    if (coordinator) credits.push({ login: coordinator, type: 'coordinator' });
    const advisory = makeAdvisory(store, {
      ...seed,
      repo,
      author,
      credits,
      cveId: seed.cveId ?? null,
      vectorV4: vector ?? null,
      vectorV3: vectorV3 ?? null,
      severity: rating(cvssScore(vector ?? vectorV3 ?? '')),
      reported: true,
      teams: [store.team.slug],
      createdAt: at,
      updatedAt: at,
      closedAt: seed.state === 'closed' ? at : null,
      vulnerabilities: [
        {
          package: { ecosystem: 'other', name: repo === 'pypa/pip' ? 'pip' : 'CPython' },
          vulnerable_version_range: '< 3.16.0',
          patched_versions: null,
          vulnerable_functions: [],
        },
      ],
    });
    store.addAdvisory(advisory);
  }
}
