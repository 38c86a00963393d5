import assert from 'node:assert/strict';
import {
  affectedRanges,
  assignProfiles,
  githubRanges,
  ownCycle,
  parseReleaseCycle,
  profileOf,
  rangesOfCycle,
  readRange,
  recordVersions,
} from '../../../src/project/index.ts';
import type { AffectedProduct } from '../../../src/advisory/fields.ts';
import { affected } from '../../../src/texts/cveAffected.ts';

/** When CVE-2026-2297 got its record: 3.15 was main. */
const { branches: spring } = parseReleaseCycle({
  '3.15': { branch: 'main', status: 'feature' },
  '3.14': { branch: '3.14', status: 'bugfix' },
  '3.13': { branch: '3.13', status: 'bugfix' },
  '3.12': { branch: '3.12', status: 'security' },
  '3.11': { branch: '3.11', status: 'security' },
  '3.10': { branch: '3.10', status: 'security' },
  '3.9': { branch: '3.9', status: 'end-of-life' },
});
const all = ['main', '3.14', '3.13', '3.12', '3.11', '3.10'];
const words = (...given: Parameters<typeof affectedRanges>) =>
  affectedRanges(...given).map(({ version, lessThan }) => `${version} <${lessThan}`);

describe('the affected versions', () => {
  it('are one range to the next feature version, before any release has the fix', () => {
    assert.deepEqual(recordVersions(affectedRanges(spring, all), 'python'), [
      { version: '0', lessThan: '3.15.0', status: 'affected', versionType: 'python' },
    ]);
  });

  it("are one range for each branch afterwards, as in CVE-2026-2297's record", () => {
    const fixed = {
      ...{ main: '3.15.0a7', '3.14': '3.14.4', '3.13': '3.13.13' },
      ...{ '3.12': '3.12.14', '3.11': '3.11.16', '3.10': '3.10.21' },
    };
    const ranges = affectedRanges(spring, all, fixed);
    assert.deepEqual(
      ranges.map(({ version, lessThan }) => `${version} <${lessThan}`),
      [
        ...['0 <3.10.21', '3.11.0 <3.11.16', '3.12.0 <3.12.14'],
        ...['3.13.0 <3.13.13', '3.14.0 <3.14.4', '3.15.0a1 <3.15.0a7'],
      ],
    );
    assert.deepEqual(githubRanges(ranges).slice(0, 2), ['< 3.10.21', '>= 3.11.0, < 3.11.16']);
    assert.ok(githubRanges(ranges).every(text => readRange(text) !== null));
  });

  it('join what is not released with the fix yet', () => {
    assert.deepEqual(words(spring, all, { '3.14': '3.14.4', '3.12': '3.12.14' }), [
      '0 <3.12.14',
      '3.13.0 <3.14.4',
      '3.15.0a1 <3.15.0',
    ]);
  });

  it('end before a branch that has no flaw, and begin after it', () => {
    assert.deepEqual(words(spring, ['main', '3.14', '3.13']), ['3.13.0 <3.15.0']);
    assert.deepEqual(words(spring, ['3.11', '3.10']), ['0 <3.12.0']);
    assert.deepEqual(words(spring, ['3.14']), ['3.14.0 <3.15.0a1']);
    assert.deepEqual(words(spring, ['main']), ['3.15.0a1 <3.15.0']);
    assert.deepEqual(words(spring, ['main', '3.13', '3.9', '2.7']), ['3.13.0 <3.14.0', '3.15.0a1 <3.15.0']);
    assert.deepEqual(words(spring, []), []);
  });

  it('begin with the first alpha of a branch that has no release', () => {
    const { branches } = parseReleaseCycle({
      '3.16': { branch: 'main', status: 'feature' },
      '3.15': { branch: '3.15', status: 'prerelease' },
      '3.14': { branch: '3.14', status: 'bugfix' },
    });
    assert.deepEqual(words(branches, ['main', '3.15'], { '3.15': '3.15.0b2', main: '3.16.0a1' }), [
      '3.15.0a1 <3.15.0b2',
    ]);
  });

  it("are read from the advisory into the CVE record's words unchanged", () => {
    const ranges = affectedRanges(spring, all, { '3.12': '3.12.14' });
    const rows = githubRanges(ranges).map((range): AffectedProduct => ({
      ...{ ecosystem: 'other', name: 'CPython', range, patched: '', functions: [] },
    }));
    const { affected: entries, missing } = affected(rows, profileOf('python/cpython').cna, 'python/cpython');
    assert.deepEqual(missing, []);
    assert.deepEqual((entries[0] as { versions: unknown }).versions, recordVersions(ranges, 'python'));
  });

  it('are none where a project only names its branches: nobody knows their versions', () => {
    assignProfiles({ profiles: {}, templates: { 'hobby/pantry': { branches: ['v3', '2.1', '1.x'] } } });
    try {
      const own = ownCycle('hobby/pantry', new Date('2026-11-20'))!;
      assert.deepEqual(
        own.branches.map(({ branch }) => branch),
        ['v3', '2.1', '1.x'],
      );
      assert.deepEqual(rangesOfCycle(own, ['main', 'v3', '2.1', '1.x']), []);
      assert.equal(ownCycle('python/cpython', new Date()), null);
      assert.equal(rangesOfCycle({ branches: spring, source: 'read' }, all).length, 1);
    } finally {
      assignProfiles(null);
    }
  });
});
