import assert from 'node:assert/strict';
import { baseMetrics, scoreVector } from '../../src/cvss/index.ts';
import { oracle } from '../unit/cvss/oracle.ts';
import { combinations, randomVector, seeded } from '../unit/cvss/vectors.ts';

/** Minutes, because the oracle does one or two thousand a second: `npm run test:cvss`. */
describe('cvss: against ae-cvss-calculator', function () {
  this.timeout(900_000);

  it('200,000 random full vectors, 0 differences', () => {
    const random = seeded(2026);
    const different: string[] = [];
    for (let round = 0; round < 200_000; round++) {
      const vector = randomVector(random);
      const { score, nomenclature, macroVector } = scoreVector(vector);
      const answer = oracle(vector);
      if (
        score !== answer.score ||
        nomenclature !== answer.nomenclature ||
        macroVector !== answer.macroVector
      ) {
        different.push(vector);
      }
    }
    assert.deepEqual(different, []);
  });

  it('104,976 base vectors, 0 differences', () => {
    const different: string[] = [];
    for (const vector of combinations(baseMetrics, 'CVSS:4.0')) {
      if (scoreVector(vector).score !== oracle(vector).score) different.push(vector);
    }
    assert.deepEqual(different, []);
  });
});
