import { JobError } from '../../errors.ts';
import { hashOf } from '../../line/record.ts';
import type { JobStore } from '../../store.ts';
import { declassifyBackport } from './declassify.ts';
import { backportSecrets, publicEmails } from './people.ts';
import type { BackportConfirmed, BackportRecord } from './record.ts';
import { reviewBackport } from './review.ts';
import type { BackportDraft, PreparedBackport } from './types.ts';

/**
 * The line. Checks the draft once more, lets every text cross, and writes down exactly what was confirmed before
 * anything is sent.
 * @throws JobError `findings` when something is left to settle.
 */
export async function confirmBackport(
  store: JobStore,
  prepared: PreparedBackport,
  draft: BackportDraft,
  now: Date,
): Promise<BackportRecord> {
  const { toSettle } = reviewBackport(prepared, draft);
  if (toSettle[0]) throw new JobError('findings', toSettle[0].message);
  if (prepared.mayPush === false)
    throw new JobError('findings', `You may not push to ${prepared.fork.fullName}.`);
  const { me, fork } = prepared;
  const confirmed: BackportConfirmed = {
    texts: draft.texts,
    branch: prepared.head,
    author: prepared.author,
    committer: { name: me.name, email: me.email },
    emails: publicEmails(prepared),
    pullLabels: draft.pullLabels,
    signing: draft.sign ? prepared.signing : null,
    overruled: draft.overruled,
  };
  declassifyBackport({ confirmed }, backportSecrets(prepared.advisory, confirmed));
  const record: BackportRecord = {
    version: 1,
    kind: 'backport',
    key: prepared.key,
    repo: prepared.advisory.repo,
    ghsaId: prepared.advisory.ghsaId,
    pull: prepared.pull,
    issue: prepared.issue,
    login: me.login,
    upstream: prepared.upstream,
    fork: { fullName: fork.fullName, url: fork.url },
    forkMissing: !fork.exists,
    scratch: prepared.scratch,
    publicMain: prepared.base,
    sha: prepared.merged.sha,
    byHand: prepared.byHand || prepared.from.kind === 'private',
    mergedTree: prepared.tree,
    date: prepared.date.toISOString(),
    confirmedAt: now.toISOString(),
    confirmed,
    hash: hashOf(confirmed),
    there: prepared.there && { number: prepared.there.number, merged: prepared.there.merged },
    done: {},
  };
  await store.save(record.key, record);
  return record;
}
