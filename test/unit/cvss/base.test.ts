import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { baseMetrics, metric, metrics, rating, scoreVector } from '../../../src/cvss/index.ts';
import { combinations } from './vectors.ts';

/**
 * The oracle of the whole Base space is what Red Hat publishes with its Python calculator (RedHatProductSecurity/cvss,
 * tests/vectors_base4 and vectors_modified4). Ours is written down as those files are; equal git blob ids are equal
 * bytes. base-scores.gz holds the scores of the first one, a byte in tenths each, to name differences and not only
 * to notice them; `npm run test:cvss` asks ae-cvss-calculator, written independently, for each of them again.
 */
const published = {
  base: '239a5bbfa44574789f922f0b726557c3b79bd4af',
  modified: 'ea8c0f7e33c49b913d2298c1e39c5f609405a8d9',
};

function blob(lines: readonly string[]): string {
  const text = Buffer.from(lines.map(line => `${line}\n`).join(''));
  return createHash('sha1').update(`blob ${text.length}\0`).update(text).digest('hex');
}

describe('cvss: every Base vector', () => {
  const vectors: string[] = [];
  let scores: readonly number[] = [];

  before(() => {
    for (const vector of combinations(baseMetrics, 'CVSS:4.0')) vectors.push(vector);
    scores = vectors.map(vector => scoreVector(vector).score);
  });

  it('104,976 base vectors, 0 differences', () => {
    const frozen = gunzipSync(readFileSync(new URL('./base-scores.gz', import.meta.url)));
    assert.equal(vectors.length, 104_976);
    assert.equal(frozen.length, vectors.length);
    const different = vectors.filter((_, at) => Math.round(scores[at]! * 10) !== frozen[at]);
    assert.deepEqual(different, []);
    const lines = vectors.map((vector, at) => `${vector} - ${scores[at]!.toFixed(1)}`);
    assert.equal(blob(lines), published.base);
  });

  it('373,248 vectors with all modified metrics, 0 differences', () => {
    const ids = metrics.map(({ id }) => id).filter(id => id.startsWith('M'));
    const ends = [0, -1].map(end => {
      const impact = end === 0 ? -1 : 0;
      const part = (at: number) => metric(baseMetrics[at]!).values.at(at < 5 ? end : impact)!.code;
      return `CVSS:4.0${baseMetrics.map((id, at) => `/${id}:${part(at)}`).join('')}`;
    });
    const lines: string[] = [];
    for (const modified of combinations(ids)) {
      for (const end of ends) {
        const vector = end + modified;
        lines.push(`${vector} - ${scoreVector(vector).score.toFixed(1)}`);
      }
    }
    assert.equal(lines.length, 373_248);
    assert.equal(blob(lines), published.modified);
  });

  it('the ratings: 144 None, 15,438 Low, 57,559 Medium, 29,278 High, 2,557 Critical', () => {
    const count: Record<string, number> = {};
    for (const score of scores) count[rating(score)] = (count[rating(score)] ?? 0) + 1;
    assert.deepEqual(count, { None: 144, Low: 15_438, Medium: 57_559, High: 29_278, Critical: 2557 });
  });

  it('743,580 steps to something less severe, none raises the score', () => {
    let [steps, raised, size] = [0, 0, vectors.length];
    for (const id of baseMetrics) {
      const many = metric(id).values.length;
      size /= many;
      for (let at = 0; at < vectors.length; at++) {
        if (Math.floor(at / size) % many === many - 1) continue;
        steps++;
        if (scores[at + size]! > scores[at]!) raised++;
      }
    }
    assert.deepEqual({ steps, raised }, { steps: 743_580, raised: 0 });
  });

  it('exploit maturity: attacked is not stated, and nothing raises the score', () => {
    for (let at = 0; at < vectors.length; at += 7) {
      const [attacked, poc, unreported] = ['A', 'P', 'U'].map(
        code => scoreVector(`${vectors[at]}/E:${code}`).score,
      );
      assert.equal(attacked, scores[at]);
      assert.ok(poc! <= attacked! && unreported! <= poc!, vectors[at]);
    }
  });
});
