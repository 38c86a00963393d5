import { describedBase } from './words/base.ts';
import { describedRest } from './words/rest.ts';
import { type MetricId, codes, metricIds, place } from './metrics.ts';
import type { Words } from './words/words.ts';

export interface MetricValue {
  /** `N` */
  readonly code: string;
  /** `Network` */
  readonly name: string;
  /** A few words, always in view. */
  readonly short: string;
  /** One or two sentences. */
  readonly full: string;
}

export interface Metric {
  readonly id: MetricId;
  readonly group: 'Base' | 'Threat' | 'Environmental' | 'Supplemental';
  /** `Attack vector` */
  readonly name: string;
  readonly question: string;
  readonly values: readonly MetricValue[];
}

const words: Readonly<Record<MetricId, Words>> = { ...describedBase, ...describedRest };

/** All 32, in the order of a vector. */
export const metrics: readonly Metric[] = metricIds.map((id, at) => {
  const { name, question, values } = words[id];
  return {
    id,
    group:
      at < place.threat
        ? 'Base'
        : at < place.environmental
          ? 'Threat'
          : at < place.supplemental
            ? 'Environmental'
            : 'Supplemental',
    name,
    question,
    values: codes[at]!.map(code => {
      const [name, short, full] = values[code]!;
      return { code, name, short, full };
    }),
  };
});

const byId = new Map(metrics.map(entry => [entry.id, entry]));

export function metric(id: MetricId): Metric {
  return byId.get(id)!;
}
