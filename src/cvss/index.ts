/**
 * CVSS v4.0: read and repair a vector, score it exactly, explain the score. Pure: runs in any JavaScript runtime.
 * `parseVector` and `scoreVector` are held against other tools; their face stays.
 */
import type { Chosen, MetricId } from './metrics.ts';
import { type Version, read } from './read.ts';
import { type Score, scored } from './scored.ts';
import { choices, numbers, write } from './vector.ts';

export { type Metric, type MetricValue, metric, metrics } from './catalogue.ts';
export { type Alternative, type Explanation, type Level, type Move, type Moves, explain } from './explain.ts';
export { type FromV3, fromV3 } from './fromV3.ts';
export { type Chosen, type MetricId, baseMetrics } from './metrics.ts';
export { type Rating, rating } from './rating.ts';
export { type Score } from './scored.ts';
export { printVector } from './vector.ts';

export type Parsed =
  | {
      readonly ok: true;
      /** Canonical: FIRST's order, without metrics that are X. */
      readonly vector: string;
      /** In words for people: `order of metrics`, `trailing slash`. */
      readonly repairs: string[];
    }
  | {
      readonly ok: false;
      /** Sentences, the first one enough by itself. */
      readonly errors: string[];
      /** Set when it is a vector of an older version. */
      readonly version?: Version;
    };

/** Reads a v4.0 vector. Repairs what has one meaning only and names it; says of all else what is wrong. */
export function parseVector(text: string): Parsed {
  const reading = read(text);
  return reading.ok ? { ok: true, vector: write(reading.values), repairs: reading.repairs } : reading;
}

/** The score of a vector, with all groups that it names. Throws on what `parseVector` refuses. */
export function scoreVector(text: string): Score {
  const reading = read(text);
  if (!reading.ok) throw new TypeError(reading.errors[0]);
  return scored(reading.values);
}

/** The score of what was chosen; null until all Base metrics are set. */
export function scoreOf(chosen: Chosen): Score | null {
  const values = numbers(chosen);
  return typeof values === 'string' ? null : scored(values);
}

/** What a vector has chosen, without X; nothing when it does not parse. */
export function chosenOf(vector: string): Partial<Record<MetricId, string>> {
  const reading = read(vector);
  return reading.ok ? choices(reading.values) : {};
}
