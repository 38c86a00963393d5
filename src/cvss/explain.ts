import { metrics } from './catalogue.ts';
import { type Chosen, type MetricId, baseCount, codes, metricIds } from './metrics.ts';
import { type Rating, rating } from './rating.ts';
import { tenths } from './score.ts';
import { type Score, scored } from './scored.ts';
import { numbers } from './vector.ts';

export interface Level {
  readonly id: 'EQ1' | 'EQ2' | 'EQ3' | 'EQ4' | 'EQ5' | 'EQ6';
  /** `Exploitability` */
  readonly label: string;
  /** 0 is the worst. */
  readonly level: number;
  /** Levels in all. */
  readonly of: number;
  /** `Anyone, no login` */
  readonly words: string;
}

/** One change that would change the rating. */
export interface Move {
  readonly metric: MetricId;
  readonly code: string;
  /** Name of the value: `High` */
  readonly name: string;
  readonly score: number;
}

export interface Moves {
  /** The nearest rating that a move reaches; moves that reach further stand with them. */
  readonly rating: Rating;
  /** In the order of a vector, of each metric the value nearest to the chosen one. */
  readonly moves: readonly Move[];
}

export interface Alternative {
  readonly score: number;
  readonly severity: Rating;
}

export interface Explanation {
  readonly score: Score;
  /** The six digits of the MacroVector in words. */
  readonly levels: readonly Level[];
  /** For every metric every other value: what it alone would make of the score. */
  readonly alternatives: Readonly<Record<MetricId, Readonly<Record<string, Alternative>>>>;
  readonly drivers: { readonly up: Moves | null; readonly down: Moves | null };
}

/** What the levels of the MacroVector mean (CVSS v4.0 specification, section 8). */
const sets = [
  ['EQ1', 'Exploitability', 'Anyone, no login', 'Some barrier', 'Hard to reach'],
  ['EQ2', 'Complexity', 'Nothing in the way', 'Needs conditions'],
  ['EQ3', 'Vulnerable system', 'Data and secrets lost', 'One high impact', 'No high impact'],
  ['EQ4', 'Subsequent system', 'Safety at risk', 'High impact', 'Low or none'],
  ['EQ5', 'Exploitation', 'Taken as attacked', 'Proof of concept', 'None reported'],
  ['EQ6', 'Requirements', 'Taken as high', 'Lower'],
] as const;

const ratings: readonly Rating[] = ['None', 'Low', 'Medium', 'High', 'Critical'];

/** Everything there is to say about a score; null until all Base metrics are set. */
export function explain(chosen: Chosen): Explanation | null {
  const values = numbers(chosen);
  if (typeof values === 'string') return null;
  const score = scored(values);
  const alternatives = others(values);
  return {
    score,
    levels: sets.map(([id, label, ...words], at) => {
      const level = Number(score.macroVector[at]);
      return { id, label, level, of: words.length, words: words[level]! };
    }),
    alternatives,
    drivers: {
      up: moves(values, alternatives, ratings.indexOf(score.severity), 1),
      down: moves(values, alternatives, ratings.indexOf(score.severity), -1),
    },
  };
}

function others(values: Uint8Array): Explanation['alternatives'] {
  const all = {} as Record<MetricId, Record<string, Alternative>>;
  const tried = values.slice();
  for (const [at, id] of metricIds.entries()) {
    const found: Record<string, Alternative> = {};
    for (const [value, code] of codes[at]!.entries()) {
      if (value === values[at]) continue;
      tried[at] = value;
      const score = (tenths(tried) % 1000) / 10;
      found[code] = { score, severity: rating(score) };
    }
    tried[at] = values[at]!;
    all[id] = found;
  }
  return all;
}

/** Base metrics, and of the others those that are set, since only they are on the coordinator's mind. */
function moves(
  values: Uint8Array,
  alternatives: Explanation['alternatives'],
  now: number,
  direction: 1 | -1,
): Moves | null {
  const found: { readonly move: Move; readonly rank: number }[] = [];
  for (const [at, { id, values: known }] of metrics.entries()) {
    if (at >= baseCount && values[at] === 0) continue;
    const reached = known
      .map(({ code, name }, value) => ({ code, name, far: Math.abs(value - values[at]!) }))
      .filter(({ code }) => alternatives[id][code])
      .map(entry => ({ ...entry, ...alternatives[id][entry.code]! }))
      .filter(({ severity }) => (ratings.indexOf(severity) - now) * direction > 0)
      .sort((a, b) => a.far - b.far);
    const [nearest] = reached;
    if (!nearest) continue;
    const { code, name, score, severity } = nearest;
    found.push({ move: { metric: id, code, name, score }, rank: ratings.indexOf(severity) });
  }
  if (found.length === 0) return null;
  const ranks = found.map(({ rank }) => rank);
  const nearest = direction > 0 ? Math.min(...ranks) : Math.max(...ranks);
  return { rating: ratings[nearest]!, moves: found.map(({ move }) => move) };
}
