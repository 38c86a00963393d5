/**
 * The tables of the standard (CVSS v4.0 specification, section 8 and FIRST's reference implementation) as `cvss4`
 * carries them. This file is its only import in the product's own scoring: its `cvss_score` is wrong
 * (test/unit/cvss/cvss4.test.ts pins how), its tables are right.
 */
import { cvssLookup_globalV4, maxComposed, maxSeverityV4 } from 'cvss4';

const scores: Readonly<Record<string, number>> = cvssLookup_globalV4;

/** The score of a MacroVector, `201011`, in tenths; undefined when there is none. */
export function macroScore(macroVector: string): number | undefined {
  const score = scores[macroVector];
  return score === undefined ? undefined : Math.round(score * 10);
}

export type Part = 'eq1' | 'eq2' | 'eq4';

/** The highest vectors of a level: `AV:A/PR:N/UI:N/`. */
export function highest(part: Part, level: number): readonly string[] {
  return maxComposed[part][level]!;
}

/** The same of EQ3 and EQ6 together. */
export function highestOfImpact(eq3: number, eq6: number): readonly string[] {
  return maxComposed.eq3[eq3]![eq6]!;
}

/** How many steps deep a level is. */
export function depth(part: Part, level: number): number {
  return maxSeverityV4[part][level]!;
}

export function depthOfImpact(eq3: number, eq6: number): number {
  return maxSeverityV4.eq3eq6[eq3]![eq6]!;
}
