import type { Advisory } from '../../advisory/model.ts';
import { tagsIn } from '../../advisory/title.ts';
import { againstInPublic } from '../../process/index.ts';
import type { IssuePurpose } from './types.ts';

/** The finding of a report that somebody takes for a vulnerability. */
export const acceptedFinding = 'issue:accepted';

/** The finding of a vulnerability that is not to be fixed in public. */
export const privateFinding = 'issue:private';

/** Where an advisory stands as to a public issue, and what speaks against one; `against` null: nothing. */
export interface Standing {
  readonly label: string;
  readonly detail: string;
  readonly against: { readonly id: string; readonly message: string; readonly overrulable: boolean } | null;
}

export function standingOf(advisory: Advisory, purpose: IssuePurpose): Standing {
  if (purpose === 'fix') return inPublic(advisory);
  const { accepted, label, detail } = embargoOf(advisory);
  const message = 'This report is taken for a vulnerability. A public issue would end its embargo.';
  return { label, detail, against: accepted ? { id: acceptedFinding, message, overrulable: true } : null };
}

/** The process leaves no choice for what is High or Critical, so that is not to be kept with a reason. */
function inPublic(advisory: Advisory): Standing {
  const message = againstInPublic(advisory);
  const { severity } = advisory;
  const detail = severity === null ? 'not scored' : severity.charAt(0).toUpperCase() + severity.slice(1);
  return {
    label: message === null ? 'May be fixed in public' : 'May not be fixed in public',
    detail,
    against: message === null ? null : { id: privateFinding, message, overrulable: false },
  };
}

/** Does somebody take this report for a vulnerability, whose embargo a public issue would end? And what says so. */
function embargoOf({ state, cveId, title }: Advisory): {
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
