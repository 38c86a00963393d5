import assert from 'node:assert/strict';
import * as cvss4 from 'cvss4';
import { baseMetrics, metrics, scoreVector } from '../../../src/cvss/index.ts';
import { combinations, randomVector, seeded } from './vectors.ts';

/** What we take from `cvss4` 1.0.7, and why its own score is not among it (facts: two faults). */
describe('cvss: the package cvss4', () => {
  const theirs = (vector: string) => cvss4.calculateBaseScoreV4(vector);

  it('knows the same metrics and values in the same order', () => {
    const ours = metrics.map(({ id, values }) => [id, values.map(({ code }) => code)]);
    assert.deepEqual(ours, Object.entries(cvss4.expectedMetricOrder));
  });

  it('finds the same MacroVector of 5,000 random vectors', () => {
    const random = seeded(41);
    for (let round = 0; round < 5000; round++) {
      const vector = randomVector(random);
      assert.equal(scoreVector(vector).macroVector, cvss4.macroVector(cvss4.parseVectorV4(vector)), vector);
    }
  });

  it('has highest vectors of equal severity in each level, which makes a distance one difference', () => {
    const levels: Record<string, string> = { C: 'HML', I: 'HML', A: 'HML' };
    const values: Record<string, string> = { AV: 'NALP', PR: 'NLH', UI: 'NPA', AC: 'LH', AT: 'NP', E: 'APU' };
    const step = (part: string) => {
      const [id, code] = part.split(':') as [string, string];
      return (values[id] ?? (id.endsWith('R') ? levels[id[0]!]! : id[0] === 'V' ? 'HLN' : 'SHLN')).indexOf(
        code,
      );
    };
    const severity = (vector: string) =>
      vector
        .split('/')
        .filter(Boolean)
        .reduce((sum, part) => sum + step(part), 0);
    const { eq1, eq2, eq3, eq4 } = cvss4.maxComposed;
    const sets = [eq1, eq2, eq4, ...Object.values(eq3)].flatMap(set => Object.values(set));
    assert.equal(sets.length, 3 + 2 + 3 + 5);
    for (const set of sets) assert.equal(new Set(set.map(severity)).size, 1, set.join(' '));
  });

  it('fault 1: EQ3 and EQ6 both 1 look for a MacroVector that does not exist', () => {
    const first = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:H/UI:A/VC:L/VI:H/VA:L/SC:L/SI:N/SA:L/E:X/CR:X/IR:M';
    const second = 'CVSS:4.0/AV:P/AC:L/AT:P/PR:H/UI:P/VC:L/VI:H/VA:N/SC:L/SI:L/SA:N/E:X/CR:X/IR:L';
    assert.deepEqual([scoreVector(first).score, theirs(first)], [4.4, 3.9]);
    assert.equal(scoreVector(first).severity, 'Medium');
    assert.deepEqual([scoreVector(second).score, theirs(second)], [1.7, 1.8]);
    for (const vector of [first, second]) assert.match(scoreVector(vector).macroVector, /^..1..1$/);
  });

  it('fault 2: binary fractions round ties down, 522 of 104,976 base vectors', () => {
    const tie = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H';
    assert.deepEqual([scoreVector(tie).score, theirs(tie)], [8.6, 8.5]);
    let different = 0;
    for (const vector of combinations(baseMetrics, 'CVSS:4.0')) {
      const [right, wrong] = [scoreVector(vector).score, theirs(vector)];
      if (right === wrong) continue;
      different++;
      assert.equal(Math.round((right - wrong) * 10), 1, vector);
    }
    assert.equal(different, 522);
  });
});
