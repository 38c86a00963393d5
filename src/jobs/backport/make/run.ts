import { dirname } from 'node:path';
import { removeScratch } from '../../../git/index.ts';
import { profileOf } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import { runSteps, type Ended, type Step } from '../../job.ts';
import { addLabels, labelsDone } from '../../line/labels.ts';
import { latest } from '../../line/record.ts';
import { sameAccount } from '../../line/sameAccount.ts';
import { claim } from '../../lock.ts';
import { commit } from '../../port/steps/commit.ts';
import { createFork } from '../../port/steps/createFork.ts';
import { openPull } from '../../port/steps/openPull.ts';
import { pushBranch } from '../../port/steps/pushBranch.ts';
import { BackportContext } from './context.ts';
import { declassifyBackport, type BackportTexts } from './declassify.ts';
import { backportSecrets } from './people.ts';
import { readBackportRecord, type BackportRecord } from './record.ts';
import { scratchOfBackport } from './remake.ts';
import { whatWasSent } from './sent.ts';
import { backportThere } from './there.ts';
import type { BackportRun, BackportTools } from './types.ts';

/** Sets the labels and reads them back: the bots copy type-security, and never release-blocker. */
const setLabels: Step<BackportContext> = {
  id: 'labels',
  label: 'Set labels',
  async run(context) {
    const { done, confirmed } = context.record;
    if (!done.pull) throw new Error('The labels came before the pull request.');
    const wanted = { names: confirmed.pullLabels, texts: context.pullLabels };
    const dropped = await addLabels(context, done.pull.number, wanted);
    await context.remember({ droppedLabels: dropped.names });
    return labelsDone(confirmed.pullLabels.length, dropped);
  },
};

/** The steps behind the line, in order. After the pull request the bots do the rest: they link it and comment. */
export function backportSteps({ forkMissing }: Pick<BackportRecord, 'forkMissing'>): Step<BackportContext>[] {
  return [...(forkMissing ? [createFork] : []), commit, pushBranch, openPull, setLabels];
}

/**
 * Runs a confirmed backport, or goes on with one. Every text passes the public line again, against the advisory as it is
 * now, before the first step. At its end the record and the scratch repository are deleted.
 */
export async function runBackport(
  tools: BackportTools,
  given: BackportRecord,
  run: BackportRun,
): Promise<Ended> {
  const { github, store } = tools;
  const folder = dirname(given.scratch);
  await claim(folder, 'backport');
  const record = await latest(store, given, readBackportRecord);
  if (record === null) {
    await removeScratch(folder);
    throw new JobError('changed', 'This backport was ended elsewhere. Nothing was sent from here.');
  }
  const [advisory, me] = await Promise.all([
    github.advisories.get(record.repo, record.ghsaId, run.signal),
    github.users.me(run.signal),
  ]);
  sameAccount(record, me);
  const texts = declassifyBackport(record, backportSecrets(advisory, record.confirmed));
  await nobodyWasFaster(tools, record, texts.branches, run);
  const scratch = await scratchOfBackport(tools, record, run.signal);
  const context = new BackportContext(tools, { record, texts, scratch, signal: run.signal });
  const ended = await runSteps(backportSteps(record), context, run.tell, run.stop);
  const { pull, droppedLabels = [] } = context.record.done;
  if (ended !== 'done' || !pull) return ended;
  const { fullName, branch } = record.upstream;
  await run.keep({ repo: fullName, ghsaId: record.ghsaId, branch, pull: pull.number, droppedLabels });
  await store.remove(record.key);
  await removeScratch(folder);
  return ended;
}

/** Since the page was shown the bot, or somebody, may have opened one. Asked before anything is opened. */
async function nobodyWasFaster(
  tools: BackportTools,
  record: BackportRecord,
  branches: BackportTexts['branches'],
  { tell, signal }: BackportRun,
): Promise<void> {
  const { login, upstream, pull, issue, sha, fork, there: known, confirmed, done } = record;
  if (done.pull) return;
  const about = { pull, sha, branch: upstream.branch, issue };
  const own = done.fork ?? fork.fullName;
  const there = await backportThere(tools.github, upstream.fullName, about, { own, me: login }, signal);
  const isKept = confirmed.overruled.some(({ id }) => id === 'files:there');
  // What was kept is the pull request that the page named, as it was; an older record does not say which.
  const isKnown = known === undefined || (known?.number === there?.number && known?.merged === there?.merged);
  if (there === null || there.stranger || (isKept && isKnown)) return;
  const { publicNumber } = profileOf(upstream.fullName);
  const name = publicNumber(there.number);
  const sent = await whatWasSent(tools, record, branches, signal);
  await tools.store.save(record.key, { ...record, done: { ...done, ...sent.done } });
  if (sent.pull) {
    const text = `The pull request ${publicNumber(sent.pull.number)} is there`;
    tell({ id: openPull.id, state: 'done', text, link: sent.pull.htmlUrl });
  }
  throw new JobError(
    'overtaken',
    there.merged
      ? `${name} was merged into ${upstream.branch} meanwhile. ${sent.words}`
      : `${name} brings this fix to ${upstream.branch} by now. ${sent.words}`,
  );
}
