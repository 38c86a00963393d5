import { type Part, depth, depthOfImpact, highest, highestOfImpact, macroScore } from './tables.ts';

/**
 * The standard's procedure (CVSS v4.0 specification, section 8) taken apart, once, so that a score is five look-ups
 * and a division. A vector's five parts (EQ1, EQ2, EQ3 with EQ6, EQ4, EQ5) each have a level and a distance from the
 * level's highest vector. All highest vectors of a level are equally severe (a test proves it), so a distance is
 * a difference of two sums, and each part is a table over its own metrics: 36 + 4 + 729 + 48 + 3 entries.
 */
export interface Factors {
  /** 16 × level + distance, by the values of the part's metrics. */
  readonly eq1: Uint8Array;
  readonly eq2: Uint8Array;
  readonly impact: Uint8Array;
  readonly eq4: Uint8Array;
  /** By MacroVector, 6 numbers: its score, what a step of EQ1, EQ2, impact, EQ4 takes off, all over the sixth. */
  readonly macros: Int32Array;
  /** Their names: `201011` */
  readonly names: readonly string[];
}

/** Values from the worst on; a place is a step of severity. */
const steps: Readonly<Record<string, string>> = {
  ...{ AV: 'NALP', PR: 'NLH', UI: 'NPA', AC: 'LH', AT: 'NP' },
  ...{ VC: 'HLN', VI: 'HLN', VA: 'HLN', SC: 'SHLN', SI: 'SHLN', SA: 'SHLN' },
  ...{ CR: 'HML', IR: 'HML', AR: 'HML' },
};

/** Every pair of EQ3 and EQ6 that exists (the specification, section 8), and which pairs are one level lower. */
const pairs = [
  { eq3: 0, eq6: 0, lower: [1, 2] },
  { eq3: 0, eq6: 1, lower: [3] },
  { eq3: 1, eq6: 0, lower: [3] },
  { eq3: 1, eq6: 1, lower: [4] },
  { eq3: 2, eq6: 1, lower: [] },
] as const;

/** Divisible by every depth of a level: 1, 2, 4, 5, 6, 7, 8, 10. */
const unit = 840;

let built: Factors | undefined;

/** Built by the first score: some milliseconds. */
export function factors(): Factors {
  return (built ??= { ...parts(), ...macroVectors() });
}

function parts(): Pick<Factors, 'eq1' | 'eq2' | 'impact' | 'eq4'> {
  const top = (part: Part, levels: number) =>
    Array.from({ length: levels }, (_, level) => severity(highest(part, level)));
  const [top1, top2, top4] = [top('eq1', 3), top('eq2', 2), top('eq4', 3)];
  const topImpact = pairs.map(({ eq3, eq6 }) => severity(highestOfImpact(eq3, eq6)));
  return {
    eq1: table(36, at => {
      const [av, pr, ui] = [digit(at, 9, 4), digit(at, 3, 3), at % 3];
      const level = av + pr + ui === 0 ? 0 : av === 3 || (av && pr && ui) ? 2 : 1;
      return entry(level, av + pr + ui - top1[level]!);
    }),
    eq2: table(4, at => {
      const [ac, at_] = [at >> 1, at & 1];
      const level = ac + at_ === 0 ? 0 : 1;
      return entry(level, ac + at_ - top2[level]!);
    }),
    impact: table(729, at => {
      const [vc, vi, va] = [digit(at, 243, 3), digit(at, 81, 3), digit(at, 27, 3)];
      const [cr, ir, ar] = [digit(at, 9, 3), digit(at, 3, 3), at % 3];
      const eq3 = vc + vi === 0 ? 0 : vc && vi && va ? 2 : 1;
      const eq6 = vc + cr === 0 || vi + ir === 0 || va + ar === 0 ? 0 : 1;
      const level = pairs.findIndex(pair => pair.eq3 === eq3 && pair.eq6 === eq6);
      return entry(level, vc + vi + va + cr + ir + ar - topImpact[level]!);
    }),
    eq4: table(48, at => {
      const [sc, si, sa] = [(at >> 4) + 1, (at >> 2) & 3, at & 3];
      const level = si === 0 || sa === 0 ? 0 : sc === 1 || si === 1 || sa === 1 ? 1 : 2;
      return entry(level, sc + si + sa - top4[level]!);
    }),
  };
}

/** 270: EQ1 × EQ2 × the five pairs × EQ4 × EQ5. */
function macroVectors(): Pick<Factors, 'macros' | 'names'> {
  const [macros, names]: [number[], string[]] = [[], []];
  for (let at = 0; at < 270; at++) {
    const [eq1, eq2, pair, eq4, eq5] = [
      digit(at, 90, 3),
      digit(at, 45, 2),
      digit(at, 9, 5),
      digit(at, 3, 3),
      at % 3,
    ];
    const { eq3, eq6, lower } = pairs[pair]!;
    const score = macroScore(name(eq1, eq2, pair, eq4, eq5))!;
    // The scores one level lower; where there is none, the part has no say.
    const next = [
      macroScore(name(eq1 + 1, eq2, pair, eq4, eq5)),
      macroScore(name(eq1, eq2 + 1, pair, eq4, eq5)),
      // Two ways down: the higher one counts.
      lower
        .map(other => macroScore(name(eq1, eq2, other, eq4, eq5))!)
        .reduce<number | undefined>((most, one) => Math.max(most ?? 0, one), undefined),
      macroScore(name(eq1, eq2, pair, eq4 + 1, eq5)),
      macroScore(name(eq1, eq2, pair, eq4, eq5 + 1)),
    ];
    const depths = [depth('eq1', eq1), depth('eq2', eq2), depthOfImpact(eq3, eq6), depth('eq4', eq4)];
    const mean = next.filter(value => value !== undefined).length || 1;
    const off = depths.map((deep, part) => {
      const below = next[part];
      return below === undefined ? 0 : ((score - below) * unit) / deep;
    });
    macros.push(score * unit * mean, ...off, unit * mean);
    names.push(name(eq1, eq2, pair, eq4, eq5));
  }
  return { macros: Int32Array.from(macros), names };
}

function name(eq1: number, eq2: number, pair: number, eq4: number, eq5: number): string {
  const { eq3, eq6 } = pairs[pair]!;
  return `${eq1}${eq2}${eq3}${eq4}${eq5}${eq6}`;
}

/** Steps from the worst of all: `AV:A/PR:N/UI:P/` has 2. */
function severity([vector]: readonly string[]): number {
  return vector!
    .split('/')
    .filter(Boolean)
    .map(part => part.split(':') as [string, string])
    .reduce((sum, [metric, code]) => sum + steps[metric]!.indexOf(code), 0);
}

function table(size: number, entryAt: (at: number) => number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => entryAt(at));
}

function entry(level: number, distance: number): number {
  return level * 16 + distance;
}

function digit(at: number, size: number, base: number): number {
  return Math.floor(at / size) % base;
}
