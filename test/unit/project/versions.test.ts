import assert from 'node:assert/strict';
import { compareVersions, rangeInWords, readRange, repairRange } from '../../../src/project/index.ts';

describe('ranges of versions', () => {
  it('are read as GitHub writes them', () => {
    const words = (text: string) => {
      const range = readRange(text);
      return range && rangeInWords(range);
    };
    assert.equal(words('< 3.16.0'), 'before 3.16.0');
    assert.equal(words(' <3.16.0 '), 'before 3.16.0');
    assert.equal(words('<= 3.15.2'), 'through 3.15.2');
    assert.equal(words('>= 3.11.0, < 3.11.16'), 'from 3.11.0 before 3.11.16');
    assert.equal(words('< 3.11.16,>= 3.11.0'), 'from 3.11.0 before 3.11.16');
    assert.equal(words('> 3.11.0, <= 3.12'), 'after 3.11.0 through 3.12');
    assert.equal(words('>= 3.15.0a1'), '3.15.0a1 and later');
    assert.equal(words('= 3.15.0a1'), '3.15.0a1');
    assert.equal(words('>= 0'), '');
    for (const text of [
      '',
      '3.16.0',
      '< 3.x',
      '< 3.*',
      '< 3.16.0, < 3.15',
      '>= 3, >= 4',
      '= 3.1, < 4',
      '>= 1, < 2, < 3',
      'before 3.16.0',
      '<',
      '~> 3.1',
      '< 3.16 beta',
      `< ${'9'.repeat(1000)}`,
    ]) {
      assert.equal(readRange(text), null, text);
    }
  });

  it('are repaired where they have one meaning', () => {
    for (const [text, ...repaired] of [
      ['3.15.1', '= 3.15.1'],
      ['== 3.15.1', '= 3.15.1'],
      ['before 3.16.0', '< 3.16.0'],
      ['versions prior to 3.16.0', '< 3.16.0'],
      ['up to and including 3.15.2', '<= 3.15.2'],
      ['3.15.2 and earlier', '<= 3.15.2'],
      ['3.12.0 and later', '>= 3.12.0'],
      ['≤ 3.15.2', '<= 3.15.2'],
      ['=> 3.11.0 , =< 3.12', '>= 3.11.0, <= 3.12'],
      ['>= 3.11.0 < 3.11.16', '>= 3.11.0, < 3.11.16'],
      ['>=3.11.0 and <3.11.16', '>= 3.11.0, < 3.11.16'],
      ['< v3.16.0', '< 3.16.0'],
      ['3.11.0 - 3.11.15', '>= 3.11.0, <= 3.11.15'],
      ['all versions', '>= 0'],
      ['< 3.10.21 || >= 3.11.0, < 3.11.16', '< 3.10.21', '>= 3.11.0, < 3.11.16'],
    ] as const) {
      assert.deepEqual(repairRange(text), repaired, text);
    }
    // Nothing to repair, nothing clear, or no version.
    for (const text of [
      '< 3.16.0',
      '',
      'many',
      'up to 3.15',
      '3.x',
      '~= 3.11',
      '!= 3.11',
      '3.11-3.12',
      '< ||',
    ]) {
      assert.equal(repairRange(text), null, text);
    }
  });

  it('compare as Python does', () => {
    const sorted = [
      '3.9',
      '3.10.0',
      '3.15.0.dev1',
      '3.15.0a7',
      '3.15.0b1',
      '3.15.0rc2',
      '3.15',
      '3.15.0.post1',
      '3.15.1',
    ];
    for (let i = 1; i < sorted.length; i++) {
      assert.ok(compareVersions(sorted[i - 1]!, sorted[i]!) < 0, sorted[i]);
      assert.ok(compareVersions(sorted[i]!, sorted[i - 1]!) > 0, sorted[i]);
    }
    assert.equal(compareVersions('3.15', '3.15.0'), 0);
  });
});
