import type { Repo } from '../model.ts';
import { makeAdvisory } from '../newAdvisory.ts';
import { cvssScore, rating } from '../score.ts';
import type { Store } from '../store.ts';
import { writeHistory } from './history.ts';

const day = 24 * 60 * 60 * 1000;
const vector = 'CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N';

/** A project without a response team, whose admin is the coordinator, and an advisory that it may publish itself. */
export async function addPantry(store: Store, pantry: Repo): Promise<void> {
  pantry.roles.clear();
  pantry.roles.set('octo-coordinator', 'admin');
  pantry.roles.set('oregano-core', 'write');
  await writeHistory(pantry.dir, [
    {
      branch: 'main',
      message: 'Start of the practice pantry',
      files: {
        'README.md': '# pantry\n',
        'pantry.py': '"""Pantry."""\n\n\ndef lock(door):\n    return door\n',
      },
    },
  ]);
  const at = new Date(store.now().getTime() - 8 * day).toISOString().replace(/\.\d+Z$/, 'Z');
  store.addAdvisory(
    makeAdvisory(store, {
      ghsaId: 'GHSA-p4v7-x2m9-q8rc',
      repo: 'hobby/pantry',
      summary: 'Pantry lock left open',
      description: 'The door is locked before it is shut. The walnut cathedral walks in.',
      author: 'parsley-dev',
      reported: true,
      credits: [
        { login: 'parsley-dev', type: 'reporter' },
        { login: 'octo-coordinator', type: 'coordinator' },
      ],
      severity: rating(cvssScore(vector)),
      vectorV4: vector,
      cweIds: ['CWE-667'],
      vulnerabilities: [
        {
          package: { ecosystem: 'pip', name: 'pantry' },
          vulnerable_version_range: '< 2.4.1',
          patched_versions: '2.4.1',
          vulnerable_functions: [],
        },
      ],
      createdAt: at,
      updatedAt: at,
    }),
  );
}
