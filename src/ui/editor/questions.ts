import { type Draft } from '../../advisory/draft.ts';
import { baseMetrics, metric, type MetricId } from '../../cvss/index.ts';
import type { SaveQuestion } from './protocol.ts';

/** An answer to what stood in the way of a save. */
export interface SaveAnswer {
  readonly send?: 'base' | 'all';
  readonly original?: 'comment' | 'copy' | 'skip';
}

/** Asks before groups besides Base are sent: a rating would follow them. */
export function beyondBase({ metrics, send }: Draft): SaveQuestion | null {
  if (send !== undefined) return null;
  const groups = (Object.entries(metrics ?? {}) as [MetricId, string][])
    .filter(([id, code]) => code !== 'X' && !baseMetrics.includes(id))
    .map(([id]) => metric(id).group);
  return groups.length === 0 ? null : { kind: 'beyond-base', groups: [...new Set(groups)] };
}
