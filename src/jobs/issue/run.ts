import { repoName, type Advisory } from '../../advisory/model.ts';
import { JobError } from '../errors.ts';
import { runSteps, type Ended, type Step, type StepEvent } from '../job.ts';
import { addLabels, labelsDone } from '../line/labels.ts';
import { openIssue } from '../line/openIssue.ts';
import { isEndedBefore, issueNumbers, lookForIssue } from '../line/ourIssue.ts';
import { latest } from '../line/record.ts';
import { sameAccount } from '../line/sameAccount.ts';
import { secretsOf } from '../line/secrets.ts';
import { IssueContext } from './context.ts';
import { declassifyIssue } from './declassify.ts';
import { standingOf } from './embargo.ts';
import { claimIssue } from './prepare.ts';
import { readIssueRecord, type IssueRecord } from './record.ts';
import type { IssueTools } from './types.ts';

/** Sets the labels and reads them back. */
const setLabels: Step<IssueContext> = {
  id: 'labels',
  label: 'Set labels',
  async run(context) {
    const { done, confirmed } = context.record;
    if (!done.issue) throw new Error('The labels came before the issue.');
    const wanted = { names: confirmed.labels, texts: context.labels };
    const dropped = await addLabels(context, done.issue.number, wanted);
    await context.remember({ droppedLabels: dropped.names });
    return labelsDone(confirmed.labels.length, dropped);
  },
};

/** The steps behind the line, in order. */
export function issueSteps({ labels }: { readonly labels: readonly string[] }): Step<IssueContext>[] {
  return labels.length === 0 ? [openIssue] : [openIssue, setLabels];
}

/** What remains of a public issue: ids only. */
export interface IssueLink {
  readonly repo: string;
  readonly ghsaId: string;
  readonly issue: number;
  /** The fix begins with it. */
  readonly fix?: true;
}

export interface IssueRun {
  readonly tell: (event: StepEvent) => void;
  readonly stop?: () => boolean;
  readonly keep: (link: IssueLink) => Promise<void>;
  /** What is done so far, whenever there is more of it. */
  readonly remembered: (record: IssueRecord) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs a confirmed issue, or goes on with one. Every text passes the public line again, against the advisory as it
 * is now, before the first step. At its end the record is deleted.
 */
export async function runIssue(tools: IssueTools, given: IssueRecord, run: IssueRun): Promise<Ended> {
  const { github, store } = tools;
  await claimIssue(tools, given.key);
  const record = await latest(store, given, readIssueRecord);
  if (record === null)
    throw new JobError('changed', 'This issue was ended elsewhere. Nothing was sent from here.');
  run.remembered(record);
  const [advisory, me] = await Promise.all([
    github.advisories.get(record.repo, record.ghsaId, run.signal),
    github.users.me(run.signal),
  ]);
  sameAccount(record, me);
  await stillFits(tools, record, advisory, run);
  const texts = declassifyIssue(record, secretsOf(advisory));
  const context = new IssueContext(tools, record, texts, run);
  const ended = await runSteps(issueSteps(record.confirmed), context, run.tell, run.stop);
  const { issue } = context.record.done;
  if (ended !== 'done' || !issue) return ended;
  const link = { repo: repoName(record.repo), ghsaId: record.ghsaId, issue: issue.number };
  await run.keep(record.confirmed.purpose === 'fix' ? { ...link, fix: true } : link);
  await store.remove(record.key);
  return ended;
}

/** Since the line was crossed somebody may have accepted the report, or scored it higher. */
async function stillFits(
  tools: IssueTools,
  record: IssueRecord,
  advisory: Advisory,
  run: IssueRun,
): Promise<void> {
  const { done, confirmed } = record;
  const { against } = standingOf(advisory, confirmed.purpose ?? 'bug');
  if (done.issue || against === null) return;
  if (against.overrulable && confirmed.overruled.some(({ id }) => id === against.id)) return;
  const sent = confirmed.existingIssue === null ? await whatWasSent(tools, record, run) : 'Nothing was sent.';
  throw new JobError('changed', `${against.message} ${sent}`);
}

/** What is public already, as a sentence, whatever the record says; an issue of ours is remembered. Only looks. */
async function whatWasSent(
  { github, store }: IssueTools,
  record: IssueRecord,
  { remembered, signal }: IssueRun,
): Promise<string> {
  const { fullName } = record.upstream;
  const { ours } = await lookForIssue({ github, record, signal });
  const there = ours.filter(issue => !isEndedBefore(record, issue));
  const names = issueNumbers(fullName, there);
  const [issue, ...others] = there;
  if (!issue) {
    return record.done.issueTried
      ? `Whether the public issue was opened is not known: look at your issues in ${fullName}. GHSA: Remove Traces ends this one here.`
      : 'Nothing was sent.';
  }
  if (others.length > 0) return `${names} look like it, and are public. Run GHSA: Something Leaked.`;
  const done = { ...record.done, issue: { number: issue.number, url: issue.htmlUrl } };
  await store.save(record.key, { ...record, done });
  remembered({ ...record, done });
  return `${names} is public already: ${issue.htmlUrl}. Run GHSA: Something Leaked.`;
}
