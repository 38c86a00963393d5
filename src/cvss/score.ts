import { type Part, depth, depthOfImpact, highest, highestOfImpact, macroScore } from './tables.ts';

/**
 * The score of CVSS v4.0 (specification, section 8.2) in whole numbers: tenths of a score, steps of severity, and
 * a common denominator. A tie is rounded up, as FIRST's special interest group decided; no epsilon is needed.
 *
 * A score depends on five parts, each a level and a distance from the level's highest vector. All highest vectors of
 * a level are equally severe (a test proves it), so the distance is a difference of two sums, and each part is
 * a table over its own metrics: 36 + 4 + 729 + 48 + 3 entries.
 */
const steps: Readonly<Record<string, string>> = {
  ...{ AV: 'NALP', PR: 'NLH', UI: 'NPA', AC: 'LH', AT: 'NP' },
  ...{ VC: 'HLN', VI: 'HLN', VA: 'HLN', SC: 'SHLN', SI: 'SHLN', SA: 'SHLN' },
  ...{ CR: 'HML', IR: 'HML', AR: 'HML' },
};

/** Steps from the worst: `AV:A/PR:N/UI:P/` has 2. */
const severity = (vector: string) =>
  vector
    .split('/')
    .filter(Boolean)
    .map(part => part.split(':') as [string, string])
    .reduce((sum, [metric, code]) => sum + steps[metric]!.indexOf(code), 0);

/** Every pair of EQ3 and EQ6 that exists (the specification, table 30), and the pairs one level lower. */
const impacts = [[0, 0], [0, 1], [1, 0], [1, 1], [2, 1]] as const; // prettier-ignore
const lowerImpacts: readonly (readonly number[])[] = [[1, 2], [3], [3], [4], []];
const impactOf = [0, 1, 2, 3, 4, 4];

/** Divisible by every depth: 1, 2, 4, 5, 6, 7, 8, 10. */
const unit = 840;

export interface Tables {
  /** Level × 16 + distance, by the part's metrics. */
  readonly eq1: Uint8Array;
  readonly eq2: Uint8Array;
  readonly impact: Uint8Array;
  readonly eq4: Uint8Array;
  /** By MacroVector, 6 numbers: numerator, what a step of each of 4 parts takes off, denominator. */
  readonly macros: Int32Array;
  /** Their names: `201011` */
  readonly names: readonly string[];
}

let built: Tables | undefined;
export const tables = () => (built ??= build());

function build(): Tables {
  const top = (part: Part, level: number) => severity(highest(part, level)[0]!);
  const topImpact = impacts.map(([eq3, eq6]) => severity(highestOfImpact(eq3, eq6)[0]!));
  const fill = (size: number, entry: (at: number) => readonly [number, number]) =>
    Uint8Array.from({ length: size }, (_, at) => {
      const [level, distance] = entry(at);
      return level * 16 + distance;
    });
  const digit = (at: number, size: number, base: number) => Math.floor(at / size) % base;
  const [macros, names]: [number[], string[]] = [[], []];
  for (let at = 0; at < 270; at++) {
    const levels = [digit(at, 90, 3), digit(at, 45, 2), digit(at, 9, 5), digit(at, 3, 3), at % 3] as const;
    const name = ([eq1, eq2, impact, eq4, eq5]: readonly number[]) =>
      `${eq1}${eq2}${impacts[impact!]![0]}${eq4}${eq5}${impacts[impact!]![1]}`;
    const score = macroScore(name(levels))!;
    const change = (part: number, level: number) =>
      macroScore(name(levels.map((old, index) => (index === part ? level : old))));
    const lower = [0, 1, 2, 3, 4].map(part =>
      part === 2
        ? lowerImpacts[levels[2]]!.map(impact => change(2, impact)).sort((a, b) => b! - a!)[0]
        : change(part, levels[part]! + 1),
    );
    const exist = lower.filter(value => value !== undefined).length || 1;
    const depths = [depth('eq1', levels[0]), depth('eq2', levels[1]), 0, depth('eq4', levels[3])];
    const [eq3, eq6] = impacts[levels[2]]!;
    depths[2] = depthOfImpact(eq3, eq6);
    const weights = depths.map((steps, part) =>
      lower[part] === undefined ? 0 : ((score - lower[part]) * unit) / steps,
    );
    macros.push(score * unit * exist, ...weights, unit * exist);
    names.push(name(levels));
  }
  return {
    eq1: fill(36, at => {
      const [av, pr, ui] = [digit(at, 9, 4), digit(at, 3, 3), at % 3];
      const level = av + pr + ui === 0 ? 0 : av === 3 || (av && pr && ui) ? 2 : 1;
      return [level, av + pr + ui - top('eq1', level)];
    }),
    eq2: fill(4, at => {
      const level = at === 0 ? 0 : 1;
      return [level, (at >> 1) + (at & 1) - top('eq2', level)];
    }),
    impact: fill(729, at => {
      const [vc, vi, va] = [digit(at, 243, 3), digit(at, 81, 3), digit(at, 27, 3)];
      const [cr, ir, ar] = [digit(at, 9, 3), digit(at, 3, 3), at % 3];
      const eq3 = vc + vi === 0 ? 0 : vc && vi && va ? 2 : 1;
      const eq6 = vc + cr === 0 || vi + ir === 0 || va + ar === 0 ? 0 : 1;
      const level = impactOf[eq3 * 2 + eq6]!;
      return [level, vc + vi + va + cr + ir + ar - topImpact[level]!];
    }),
    eq4: fill(48, at => {
      const [sc, si, sa] = [(at >> 4) + 1, (at >> 2) & 3, at & 3];
      const level = si === 0 || sa === 0 ? 0 : sc === 1 || si === 1 || sa === 1 ? 1 : 2;
      return [level, sc + si + sa - top('eq4', level)];
    }),
    macros: Int32Array.from(macros),
    names,
  };
}

/** The places of the metrics whose value "not defined" means the worst one (the specification, table 13). */
const [E, CR, IR, AR] = [11, 12, 13, 14];
/** Modified metrics stand 15 places after those that they replace. */
const modified = 15;

/** The numbers of values (metrics.ts) to 1000 × the MacroVector's place + the score in tenths. */
export function tenths(values: Uint8Array): number {
  const { eq1, eq2, impact, eq4, macros } = tables();
  const of = (at: number) => (values[at + modified]! > 0 ? values[at + modified]! - 1 : values[at]!);
  // Safety, worse than high, exists only where modified.
  const subsequent = (at: number) =>
    values[at + modified]! > 0 ? values[at + modified]! - 1 : values[at]! + 1;
  const defined = (at: number) => (values[at]! > 0 ? values[at]! - 1 : 0);
  const [vc, vi, va, sc, si, sa] = [of(5), of(6), of(7), of(8), subsequent(9), subsequent(10)];
  const one = eq1[of(0) * 9 + of(3) * 3 + of(4)]!;
  const two = eq2[of(1) * 2 + of(2)]!;
  const three = impact[vc * 243 + vi * 81 + va * 27 + defined(CR) * 9 + defined(IR) * 3 + defined(AR)]!;
  const four = eq4[sc * 16 + si * 4 + sa]!;
  const macro = (one >> 4) * 90 + (two >> 4) * 45 + (three >> 4) * 9 + (four >> 4) * 3 + defined(E);
  // Without any impact there is nothing to score.
  if (vc + vi + va + sc === 8 && si + sa === 6) return macro * 1000;
  const at = macro * 6;
  const whole = macros[at + 5]!;
  const score =
    macros[at]! -
    macros[at + 1]! * (one & 15) -
    macros[at + 2]! * (two & 15) -
    macros[at + 3]! * (three & 15) -
    macros[at + 4]! * (four & 15);
  return macro * 1000 + Math.max(0, Math.floor((2 * score + whole) / (2 * whole)));
}
