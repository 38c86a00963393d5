import type { Advisory } from '../../advisory/model.ts';
import { tagsIn } from '../../advisory/title.ts';

/** The finding of a report that somebody takes for a vulnerability. */
export const acceptedFinding = 'issue:accepted';

/** Does somebody take this report for a vulnerability, whose embargo a public issue would end? And what says so. */
export function embargoOf({ state, cveId, title }: Advisory): {
  readonly accepted: boolean;
  readonly label: string;
  readonly detail: string;
} {
  if (state === 'published')
    return { accepted: false, label: 'Not under embargo', detail: 'published on GitHub' };
  if (state === 'closed' || state === 'withdrawn')
    return { accepted: false, label: 'Report is closed', detail: 'on GitHub' };
  const sign =
    state === 'draft'
      ? 'in draft'
      : cveId !== null
        ? 'has a CVE ID'
        : tagsIn(title).some(({ tag }) => /^accept/i.test(tag))
          ? 'acceptance is asked for'
          : null;
  return sign === null
    ? { accepted: false, label: 'Not accepted as a vulnerability', detail: 'in triage' }
    : { accepted: true, label: 'Taken for a vulnerability', detail: sign };
}
