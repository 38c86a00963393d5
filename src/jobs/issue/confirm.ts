import { JobError } from '../errors.ts';
import { hashOf } from '../line/record.ts';
import { secretsOf } from '../line/secrets.ts';
import type { JobStore } from '../store.ts';
import { declassifyIssue } from './declassify.ts';
import type { ConfirmedIssue, IssueRecord } from './record.ts';
import { reviewIssue } from './review.ts';
import type { IssueDraft, PreparedIssue } from './types.ts';

/**
 * The line. Checks the draft once more, lets every text cross, and writes down exactly what was confirmed before
 * anything is sent. Nothing public has happened when this returns.
 * @throws JobError `findings` when something is left to settle.
 */
export async function confirmIssue(
  store: JobStore,
  prepared: PreparedIssue,
  draft: IssueDraft,
  now: Date,
): Promise<IssueRecord> {
  const { toSettle } = reviewIssue(prepared, draft);
  if (toSettle[0]) throw new JobError('findings', toSettle[0].message);
  const { advisory, key, login, purpose, upstream } = prepared;
  const confirmed: ConfirmedIssue = {
    ...(purpose === 'bug' ? {} : { purpose }),
    // What is not sent is not kept, and need not pass.
    texts: draft.existingIssue === null ? draft.texts : { 'issue.title': '', 'issue.body': '' },
    existingIssue: draft.existingIssue,
    labels: draft.labels,
    overruled: draft.overruled,
  };
  declassifyIssue({ confirmed }, secretsOf(advisory));
  const record: IssueRecord = {
    kind: 'issue 1',
    key,
    repo: advisory.repo,
    ghsaId: advisory.ghsaId,
    login,
    upstream,
    confirmedAt: now.toISOString(),
    confirmed,
    hash: hashOf(confirmed),
    done: {},
  };
  await store.save(key, record);
  return record;
}
