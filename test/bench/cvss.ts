import calculator from 'ae-cvss-calculator';
import { calculateBaseScoreV4 } from 'cvss4';
import { baseMetrics, chosenOf, explain, metric, scoreVector } from '../../src/cvss/index.ts';
import { pick, randomVector, seeded } from '../unit/cvss/vectors.ts';
import { median } from './numbers.ts';

const rounds = 7;

/** Each reads the text of a vector and gives its score. */
const scorers = {
  ours: (vector: string) => scoreVector(vector).score,
  cvss4: calculateBaseScoreV4,
  ae: (vector: string) => new calculator.Cvss4P0(vector).calculateOverallScore(),
};
type Name = keyof typeof scorers;
const names = Object.keys(scorers) as Name[];
/** Vectors in a round: some ten milliseconds for each. */
const sizes: Readonly<Record<Name, number>> = { ours: 20_000, cvss4: 2000, ae: 200 };

/** Scores per second, parsing included, against both packages on the same vectors, in turns. */
export function benchCvss(): string[] {
  const random = seeded(6);
  const sets = {
    base: vectors(
      () => `CVSS:4.0${baseMetrics.map(id => `/${id}:${pick(metric(id).values, random).code}`).join('')}`,
    ),
    full: vectors(() => randomVector(random)),
  };
  const base = perSecond(sets.base);
  const full = perSecond(sets.full);
  const ratio = full.ours / Math.max(full.cvss4, full.ae);
  const line = (name: string, { ours, cvss4, ae }: Record<Name, number>) =>
    `CVSS scores per second, ${name}: ours ${count(ours)}, cvss4 ${count(cvss4)}, ae-cvss-calculator ${count(ae)}`;
  return [
    `${line('Base', base)} (${(base.ours / Math.max(base.cvss4, base.ae)).toFixed(1)} times the faster one)`,
    `${line('full', full)} (${ratio.toFixed(1)} times the faster one; aim: at least 5, and above 100,000)`,
    `explaining a score:          ${explaining(sets.full).toFixed(3)} ms (six levels, 83 alternatives; on every key press)`,
  ];
}

function vectors(make: () => string): readonly string[] {
  return Array.from({ length: sizes.ours }, make);
}

function perSecond(set: readonly string[]): Record<Name, number> {
  const times: Record<Name, number[]> = { ours: [], cvss4: [], ae: [] };
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const used = set.slice(0, sizes[name]);
      const took = timed(() => used.forEach(vector => void scorers[name](vector)));
      // The first round warms all up.
      if (round >= 0) times[name].push(took / used.length);
    }
  }
  const of = (name: Name) => 1000 / median(times[name]);
  return { ours: of('ours'), cvss4: of('cvss4'), ae: of('ae') };
}

function explaining(set: readonly string[]): number {
  const chosen = set.slice(0, 500).map(chosenOf);
  const times = Array.from({ length: rounds + 1 }, () =>
    timed(() => chosen.forEach(each => void explain(each))),
  );
  return median(times.slice(1)) / chosen.length;
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
