import { createHash } from 'node:crypto';
import { peopleOf } from './people.ts';
import type { PortDraft, Prepared } from './types.ts';

/**
 * A short name of all that a plan makes public (12 hexadecimal digits): the change, texts, people, labels, branches.
 * Dates are not in it, so that the same plan has the same name when it is made again.
 */
export function planName(prepared: Prepared, draft: PortDraft): string {
  const { texts, existingIssue, sign, issueLabels, pullLabels, backports } = draft;
  const said = {
    texts,
    existingIssue,
    sign,
    issueLabels,
    pullLabels,
    backports,
    people: peopleOf(prepared, draft),
  };
  return createHash('sha256').update(JSON.stringify(said)).update(prepared.patch).digest('hex').slice(0, 12);
}
