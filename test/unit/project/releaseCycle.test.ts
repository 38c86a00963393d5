import assert from 'node:assert/strict';
import {
  cveEligible,
  endedBranches,
  livingBranches,
  noCveSentence,
  parseReleaseCycle,
  snapshotCycle,
  sourceSentence,
} from '../../../src/project/index.ts';

const entry = (branch: string, status: string, more: object = {}) => ({
  ...{ branch, status, release_manager: 'Basil Thyme' },
  ...{ first_release: '2024-10-07', end_of_life: '2029-10', pep: 719 },
  ...more,
});
const names = (json: unknown) => parseReleaseCycle(json).branches.map(({ branch }) => branch);

describe('the release cycle', () => {
  it('says where no CVE ID is needed: no released version has the flaw', () => {
    const { branches } = parseReleaseCycle({
      '3.16': entry('main', 'feature'),
      '3.15': entry('3.15', 'prerelease'),
      '3.14': entry('3.14', 'bugfix'),
      '3.13': entry('3.13', 'security'),
    });
    const say = (affected: readonly string[], source: 'read' | 'own' = 'read') =>
      noCveSentence({ branches, source }, affected);
    assert.equal(say(['main']), 'Only 3.16 has it: no CVE ID is needed, no release has it.');
    assert.equal(
      say(['main', '3.15']),
      'Only 3.16 and 3.15 have it: no CVE ID is needed, no release has it.',
    );
    assert.equal(say(['main', '3.15', '3.14']), null);
    assert.equal(say(['main', '3.13']), null);
    assert.equal(say(['main'], 'own'), null);
    assert.equal(say([]), null);
  });

  it('names the branches that get the fix, newest first, whatever order the file has', () => {
    const { branches, problems } = parseReleaseCycle({
      '3.9': entry('3.9', 'security'),
      '3.16': entry('main', 'feature'),
      '3.15': entry('3.15', 'prerelease'),
      '3.14': entry('3.14', 'bugfix'),
      '3.10': entry('3.10', 'end-of-life'),
    });
    assert.deepEqual(
      livingBranches(branches).map(({ branch }) => branch),
      ['3.15', '3.14', '3.9'],
    );
    assert.deepEqual(
      branches.filter(cveEligible).map(({ branch }) => branch),
      ['3.14', '3.9'],
    );
    assert.deepEqual(problems, []);
  });

  it('reads dates with and without a day, and no words in their place', () => {
    const dates = (value: unknown) =>
      parseReleaseCycle({ '3.14': entry('3.14', 'bugfix', { end_of_life: value }) }).branches[0]!.endOfLife;
    assert.equal(dates('2026-10'), '2026-10');
    assert.equal(dates('2026-10-31'), '2026-10-31');
    for (const none of ['TBD', '2026', '2026-13', '2026-10-32', '2026-10-07T00:00', 20261007, null, {}])
      assert.equal(dates(none), null, String(none));
  });

  it('leaves out a status that is new, and names it', () => {
    const { branches, problems } = parseReleaseCycle({
      '3.15': entry('3.15', 'frozen'),
      '3.14': entry('3.14', 'bugfix'),
      '3.13': entry('3.13', 'security', { status: ['security'] }),
    });
    assert.deepEqual(
      branches.map(({ branch }) => branch),
      ['3.14'],
    );
    assert.deepEqual(problems, [
      'The release cycle gives "3.15" a status that is not known: "frozen". The branch is left out.',
      'The release cycle gives "3.13" a status that is not known: "object". The branch is left out.',
    ]);
  });

  it('reads older and longer forms of it', () => {
    const long = {
      metadata: {
        '3.14': { status: 'bugfix', 'release-manager': 'Basil Thyme', 'end-of-life': '2030-10-01' },
        '3.16': { status: 'feature', branch: 'main' },
      },
      releases: { '3.14': [] },
    };
    assert.deepEqual(parseReleaseCycle(long), {
      branches: [
        {
          ...{ branch: 'main', version: '3.16', status: 'feature' },
          ...{ releaseManager: null, firstRelease: null, endOfLife: null },
        },
        {
          ...{ branch: '3.14', version: '3.14', status: 'bugfix' },
          ...{ releaseManager: 'Basil Thyme', firstRelease: null, endOfLife: '2030-10-01' },
        },
      ],
      problems: [],
    });
    assert.deepEqual(names({ '3.15': { status: 'planned' }, '3.14': { status: 'feature' } }), [
      '3.15',
      'main',
    ]);
  });

  it('makes nothing of nonsense, and says so', () => {
    for (const nonsense of [null, 7, '<html>', [], [{ version: '3.14' }], undefined]) {
      assert.deepEqual(parseReleaseCycle(nonsense), {
        branches: [],
        problems: ['The release cycle is not in a form that is known.'],
      });
    }
    const { branches, problems } = parseReleaseCycle({
      broken: 7,
      '3.9': 7,
      '3.8': entry('../evil', 'bugfix'),
      '3.7': entry('3.7\n', 'bugfix'),
      '3.6': entry('-f', 'bugfix'),
      '3.5': entry('', 'bugfix'),
      '3.4': entry('3.14', 'bugfix'),
      '3.3': entry('3.3', 'bugfix', { release_manager: `Basil\u0000Thyme${'!'.repeat(200)}` }),
      '03.3': entry('3.3', 'bugfix'),
    });
    assert.deepEqual(
      branches.map(({ branch, releaseManager }) => [branch, releaseManager?.length]),
      [['3.3', 80]],
    );
    assert.equal(problems.length, 8);
    assert.ok(problems.every(text => text.startsWith('The release cycle ') && !text.includes('\n')));
    const huge = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`3.${at}`, entry(`3.${at}`, 'bugfix')]),
    );
    assert.equal(parseReleaseCycle(huge).branches.length, 500);
  });

  it('knows what ended within the last twelve months', () => {
    const { branches } = parseReleaseCycle({
      '3.11': entry('3.11', 'security', { end_of_life: '2026-10' }),
      '3.10': entry('3.10', 'end-of-life', { end_of_life: '2026-10' }),
      '3.9': entry('3.9', 'end-of-life', { end_of_life: '2025-11-30' }),
      '3.8': entry('3.8', 'end-of-life', { end_of_life: '2025-10-31' }),
      '3.7': entry('3.7', 'end-of-life', { end_of_life: null }),
    });
    assert.deepEqual(
      endedBranches(branches, new Date('2026-11-20')).map(({ branch }) => branch),
      ['3.10', '3.9'],
    );
  });

  it('has a snapshot that says it is one', () => {
    const cycle = snapshotCycle(['Offline.']);
    assert.deepEqual(
      livingBranches(cycle.branches).map(({ branch, status }) => `${branch} ${status}`),
      ['3.15 bugfix', '3.14 bugfix', '3.13 security', '3.12 security', '3.11 security'],
    );
    assert.equal(
      sourceSentence(cycle),
      'Branches from the snapshot of 20 November 2026: the release cycle could not be read.',
    );
    assert.equal(
      sourceSentence({ source: 'kept', at: '2026-11-03T23:10:00Z' }),
      'Branches as read on 3 November 2026: the release cycle could not be read.',
    );
    assert.equal(sourceSentence({ source: 'read', at: '2026-11-03T23:10:00Z' }), null);
    assert.deepEqual(cycle.problems, ['Offline.']);
  });
});
