import { unsaved, type Draft } from '../../advisory/draft.ts';
import type { AdvisoryFields } from '../../advisory/fields.ts';
import type { Advisory } from '../../advisory/model.ts';
import { baseMetrics, metric, type MetricId } from '../../cvss/index.ts';
import { originalComment, type Original } from '../../jobs/save/index.ts';
import type { SaveQuestion } from './protocol.ts';

/** An answer to what stood in the way of a save. */
export interface SaveAnswer {
  readonly send?: 'base' | 'all';
  readonly original?: 'comment' | 'copy' | 'skip';
}

/** What has to be known before anything is sent; null when nothing has. */
export function questionBefore(save: {
  readonly base: AdvisoryFields;
  readonly draft: Draft;
  readonly advisory: Advisory;
  readonly original: Original;
  readonly mayComment: boolean;
  readonly answer: SaveAnswer;
}): SaveQuestion | null {
  const { base, draft, advisory, original, mayComment, answer } = save;
  const names = unsaved(base, draft);
  const groups = names.includes('vector') && draft.send === undefined ? beyondBase(draft) : [];
  if (groups.length > 0) return { kind: 'beyond-base', groups };
  if (names.includes('description') && original.kind === 'stored' && answer.original === undefined)
    return { kind: 'original-report', mayComment: mayComment && originalComment(advisory) !== null };
  return null;
}

/** Groups besides Base that the draft sets, in words: a rating would follow them. */
function beyondBase({ metrics }: Draft): string[] {
  const set = (Object.entries(metrics ?? {}) as [MetricId, string][])
    .filter(([id, code]) => code !== 'X' && !baseMetrics.includes(id))
    .map(([id]) => metric(id).group);
  return [...new Set(set)];
}
