import { place } from './metrics.ts';
import { type Rating, rating } from './rating.ts';
import { factors } from './factors.ts';
import { tenths } from './score.ts';

export interface Score {
  /** 0.0 to 10.0, one decimal. */
  readonly score: number;
  readonly severity: Rating;
  /** Which groups it rests on (CVSS v4.0 specification, section 1). */
  readonly nomenclature: 'CVSS-B' | 'CVSS-BT' | 'CVSS-BE' | 'CVSS-BTE';
  /** The levels of EQ1 to EQ6: `011200` */
  readonly macroVector: string;
}

export function scored(values: Uint8Array): Score {
  const result = tenths(values);
  const score = (result % 1000) / 10;
  let environmental = false;
  for (let at: number = place.environmental; at < place.supplemental; at++) {
    if (values[at] !== 0) environmental = true;
  }
  const threat = values[place.threat] !== 0;
  return {
    score,
    severity: rating(score),
    nomenclature: threat ? (environmental ? 'CVSS-BTE' : 'CVSS-BT') : environmental ? 'CVSS-BE' : 'CVSS-B',
    macroVector: factors().names[Math.floor(result / 1000)]!,
  };
}
