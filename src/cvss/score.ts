import { factors } from './factors.ts';

/** The places of E and of the requirements: X means their worst value (CVSS v4.0 specification, sections 3 and 4). */
const [E, CR, IR, AR] = [11, 12, 13, 14] as const;
/** A modified metric stands 15 places after the one that it replaces. */
const modified = 15;

/**
 * The score of CVSS v4.0 (specification, section 8) in whole numbers, from the numbers of the values (metrics.ts):
 * the MacroVector's score less the mean of what its parts take off. A tie is rounded up, as FIRST's special interest
 * group decided; exact, so no epsilon is needed.
 *
 * Returns 1000 × the MacroVector's place + the score in tenths.
 */
export function tenths(values: Uint8Array): number {
  const { eq1, eq2, impact, eq4, macros } = factors();
  const vc = effective(values, 5);
  const vi = effective(values, 6);
  const va = effective(values, 7);
  const sc = effective(values, 8);
  const si = withSafety(values, 9);
  const sa = withSafety(values, 10);
  const requirements = required(values, CR) * 9 + required(values, IR) * 3 + required(values, AR);
  const one = eq1[effective(values, 0) * 9 + effective(values, 3) * 3 + effective(values, 4)]!;
  const two = eq2[effective(values, 1) * 2 + effective(values, 2)]!;
  const three = impact[vc * 243 + vi * 81 + va * 27 + requirements]!;
  const four = eq4[sc * 16 + si * 4 + sa]!;
  const macro = (one >> 4) * 90 + (two >> 4) * 45 + (three >> 4) * 9 + (four >> 4) * 3 + required(values, E);
  // Without any impact there is nothing to score (the specification, section 8).
  if (vc + vi + va + sc === 8 && si + sa === 6) return macro * 1000;
  const at = macro * 6;
  const score =
    macros[at]! -
    macros[at + 1]! * (one & 15) -
    macros[at + 2]! * (two & 15) -
    macros[at + 3]! * (three & 15) -
    macros[at + 4]! * (four & 15);
  const whole = macros[at + 5]!;
  return macro * 1000 + Math.max(0, Math.floor((2 * score + whole) / (2 * whole)));
}

/** The modified value where there is one, from the worst on. */
function effective(values: Uint8Array, at: number): number {
  return values[at + modified]! > 0 ? values[at + modified]! - 1 : values[at]!;
}

/** Of SI and SA: safety, worse than high, exists only where they are modified. */
function withSafety(values: Uint8Array, at: number): number {
  return values[at + modified]! > 0 ? values[at + modified]! - 1 : values[at]! + 1;
}

function required(values: Uint8Array, at: number): number {
  return values[at]! > 0 ? values[at]! - 1 : 0;
}
