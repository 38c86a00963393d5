import { profileOf } from '../../project/index.ts';
import { JobError } from '../errors.ts';
import { hashOf } from '../line/record.ts';
import type { JobStore } from '../store.ts';
import { declassifyRecord } from './declassify.ts';
import { pullLabelsOf } from './draft.ts';
import { chosenBranches } from './leftOut.ts';
import { keptNews } from './news.ts';
import { peopleOf, standInOf } from './people.ts';
import type { Confirmed, PortRecord } from './record.ts';
import { reviewPort } from './review/review.ts';
import { portSecrets } from './secrets.ts';
import type { PortDraft, Prepared } from './types.ts';

/**
 * The line. Checks the draft once more, lets every text cross, and writes down exactly what was confirmed before
 * anything is sent. Nothing public has happened when this returns.
 * @throws JobError `findings` when something is left to settle.
 */
export async function confirmPort(
  store: JobStore,
  prepared: Prepared,
  draft: PortDraft,
  now: Date,
): Promise<PortRecord> {
  const { toSettle } = reviewPort(prepared, draft);
  if (toSettle[0]) throw new JobError('findings', toSettle[0].message);
  if (prepared.mayPush === false) {
    throw new JobError('findings', `You may not push to ${prepared.fork.fullName}.`);
  }
  const profile = profileOf(prepared.upstream.fullName);
  const confirmed: Confirmed = {
    texts: {
      ...draft.texts,
      // What is not sent is not kept, and need not pass.
      ...(draft.existingIssue === null ? {} : { 'issue.title': '', 'issue.body': '' }),
      'commit.blurb': profile.news?.finish(draft.texts['commit.blurb']) ?? '',
    },
    existingIssue: draft.existingIssue,
    ...peopleOf(prepared, draft),
    issueLabels: draft.issueLabels,
    pullLabels: pullLabelsOf(draft, profile),
    section: profile.news?.kind ?? null,
    news: keptNews(prepared, draft),
    signing: draft.sign ? prepared.signing : null,
    standIn: standInOf(prepared, draft),
    overruled: draft.overruled,
  };
  declassifyRecord({ confirmed }, portSecrets(prepared.advisory, confirmed));
  const record: PortRecord = {
    version: 1,
    key: prepared.key,
    repo: prepared.advisory.repo,
    ghsaId: prepared.advisory.ghsaId,
    pull: prepared.pull,
    login: prepared.me.login,
    upstream: prepared.upstream,
    fork: { fullName: prepared.fork.fullName, url: prepared.fork.url },
    forkMissing: !prepared.fork.exists,
    scratch: prepared.scratch,
    publicMain: prepared.publicMain,
    head: prepared.head,
    replacedNews: prepared.privateNews?.path ?? null,
    mergedTree: prepared.mergedTree,
    date: prepared.date.toISOString(),
    confirmedAt: now.toISOString(),
    confirmed,
    hash: hashOf(confirmed),
    branches: chosenBranches(prepared, draft),
    done: {},
  };
  await store.save(record.key, record);
  return record;
}
