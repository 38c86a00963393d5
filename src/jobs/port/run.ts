import { dirname } from 'node:path';
import { profileOf, type NewsEntry } from '../../project/index.ts';
import { runSteps, type Ended, type Step, type StepEvent } from '../job.ts';
import { removeScratch } from '../../git/index.ts';
import { JobError } from '../errors.ts';
import { openIssue } from '../line/openIssue.ts';
import { latest } from '../line/record.ts';
import { sameAccount } from '../line/sameAccount.ts';
import { claim } from '../lock.ts';
import type { JobStore } from '../store.ts';
import { PortContext } from './context.ts';
import { scratchOfRecord } from './remake.ts';
import { declassifyRecord } from './declassify.ts';
import { portSecrets } from './secrets.ts';
import { readRecord, type PortRecord } from './record.ts';
import { commit } from './steps/commit.ts';
import { createFork } from './steps/createFork.ts';
import { newsStillFits, numberNews } from './steps/numberBlurb.ts';
import { openPull } from './steps/openPull.ts';
import { pushBranch } from './steps/pushBranch.ts';
import { rememberLinks, type Keep } from './steps/rememberLinks.ts';
import { setLabels } from './steps/setLabels.ts';
import type { PortTools } from './types.ts';

/** The steps behind the line, in order. The fork is made first where there is none: it carries nothing of ours. */
export function portSteps(
  record: { readonly forkMissing: boolean; readonly news: Pick<NewsEntry, 'noun'> | null },
  keep: Keep,
): Step<PortContext>[] {
  return [
    ...(record.forkMissing ? [createFork] : []),
    openIssue,
    ...(record.news === null ? [] : [numberNews(record.news)]),
    commit,
    pushBranch,
    openPull,
    setLabels,
    rememberLinks(keep),
  ];
}

/** The kind of entry that a record was confirmed with, whatever its repository's profile has become. */
export function newsOfRecord({ upstream, confirmed }: PortRecord): Pick<NewsEntry, 'noun' | 'kind'> | null {
  if (confirmed.section === null) return null;
  const { noun = 'news entry' } = profileOf(upstream.fullName).news ?? {};
  return { noun, kind: confirmed.section };
}

export interface PortRun {
  readonly tell: (event: StepEvent) => void;
  readonly stop?: () => boolean;
  readonly keep: Keep;
  readonly signal?: AbortSignal;
}

/**
 * Runs a confirmed port, or goes on with one. Every text passes the public line again, against the advisory as it
 * is now, before the first step.
 */
export async function runPort(tools: PortTools, given: PortRecord, run: PortRun): Promise<Ended> {
  await claim(dirname(given.scratch));
  const record = await current(tools.store, given);
  const advisory = await tools.github.advisories.get(record.repo, record.ghsaId, run.signal);
  sameAccount(record, await tools.github.users.me(run.signal));
  const profile = profileOf(record.upstream.fullName);
  newsStillFits(profile, record);
  const publicTexts = declassifyRecord(record, portSecrets(advisory, record.confirmed));
  const context = new PortContext({
    github: tools.github,
    git: tools.git,
    gitUrl: tools.gitUrl,
    profile,
    scratch: await scratchOfRecord(tools, record, advisory.privateFork, run.signal),
    privateFork: advisory.privateFork,
    folder: dirname(record.scratch),
    store: tools.store,
    now: tools.now,
    wait: tools.wait,
    record,
    publicTexts,
    signal: run.signal,
  });
  return runSteps(
    portSteps({ forkMissing: record.forkMissing, news: newsOfRecord(record) }, run.keep),
    context,
    run.tell,
    run.stop,
  );
}

/** The record as it is now: another window may have gone on with the port, or ended it. */
async function current(store: JobStore, given: PortRecord): Promise<PortRecord> {
  const record = await latest(store, given, readRecord);
  if (record !== null) return record;
  await removeScratch(dirname(given.scratch));
  throw new JobError('changed', 'This port was ended elsewhere. Nothing was sent from here.');
}
