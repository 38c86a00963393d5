import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseVector, rating, scoreOf, scoreVector } from '../../../src/cvss/index.ts';
import { oracle } from './oracle.ts';
import { randomVector, sample, seeded } from './vectors.ts';

describe('cvss: scores', function () {
  it('40,515 published vectors, 0 differences', () => {
    const corpus = gunzipSync(readFileSync(new URL('./corpus.tsv.gz', import.meta.url)));
    const lines = corpus.toString().trim().split('\n');
    assert.equal(lines.length, 40_515);
    const macroVectors = new Set<string>();
    const different = lines.filter(line => {
      const [vector, score, severity] = line.split('\t');
      const ours = scoreVector(vector!);
      macroVectors.add(ours.macroVector);
      return ours.score.toFixed(1) !== score || ours.severity !== severity;
    });
    assert.deepEqual(different, []);
    assert.equal(macroVectors.size, 270, 'every MacroVector is among them');
  });

  it('5,000 random full vectors against ae-cvss-calculator, 0 differences', () => {
    const random = seeded(4);
    for (let round = 0; round < 5000; round++) {
      const vector = randomVector(random);
      const { score, nomenclature, macroVector } = scoreVector(vector);
      assert.deepEqual({ score, nomenclature, macroVector }, oracle(vector), vector);
    }
  });

  it('names the metrics that a score rests on', () => {
    const of = (more: string) => scoreVector(sample + more).nomenclature;
    assert.equal(of(''), 'CVSS-B');
    assert.equal(of('/E:X/CR:X/MAV:X'), 'CVSS-B');
    assert.equal(of('/E:A'), 'CVSS-BT');
    assert.equal(of('/MSI:S'), 'CVSS-BE');
    assert.equal(of('/E:P/CR:L'), 'CVSS-BTE');
    assert.equal(of('/S:P/AU:Y/R:U/V:D/RE:L/U:Amber'), 'CVSS-B');
  });

  it('gives the face that other tools are held against', () => {
    assert.deepEqual(scoreVector(sample), {
      score: 8.3,
      severity: 'High',
      nomenclature: 'CVSS-B',
      macroVector: '011200',
    });
    assert.deepEqual(parseVector(sample), { ok: true, vector: sample, repairs: [] });
    assert.throws(() => scoreVector('CVSS:4.0'), /^TypeError: Not a v4.0 vector: AV, AC,/);
  });

  it('scores what was chosen only when all of Base is', () => {
    assert.equal(scoreOf({ AV: 'N' }), null);
    assert.equal(scoreOf({}), null);
  });

  it('rates by the bands of the standard', () => {
    const bands = [0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map(rating);
    assert.deepEqual(bands, [
      ...['None', 'Low', 'Low', 'Medium', 'Medium'],
      ...['High', 'High', 'Critical', 'Critical'],
    ]);
  });
});
