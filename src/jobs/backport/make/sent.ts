import { dirname } from 'node:path';
import type { PublicText } from '../../../embargo/index.ts';
import { GitError, openScratch, pushedTip } from '../../../git/index.ts';
import type { Pull } from '../../../github/index.ts';
import { profileOf } from '../../../project/index.ts';
import { pushTarget } from '../../port/steps/createFork.ts';
import { ourPulls } from '../../port/steps/ourPulls.ts';
import type { BackportDone, BackportRecord } from './record.ts';
import type { BackportTools } from './types.ts';

/** How far a backport came that cannot go on. */
export interface Sent {
  /** What its record lacks. */
  readonly done: BackportDone;
  /** Its pull request, where that is open or merged. */
  readonly pull: Pull | null;
  /** For a person. */
  readonly words: string;
}

/** What of a backport is public, where the answers may have been lost. Only looks. */
export async function whatWasSent(
  tools: BackportTools,
  record: BackportRecord,
  branches: readonly PublicText[],
  signal?: AbortSignal,
): Promise<Sent> {
  const { name: known = 1, pushed } = record.done;
  const { gitUrl, github } = tools;
  const fork = pushTarget({ record, gitUrl }).fullName;
  const only = (words: string, done: BackportDone = {}): Sent => ({ done, pull: null, words });
  const name = pushed ? known : await pushedAs(tools, record, branches, signal);
  if (name === undefined)
    return only(`Whether its branch was pushed is not known: look at ${fork}, then discard this backport.`);
  if (name === null) return only('Nothing was pushed; discard this backport.');
  const done: BackportDone = pushed ? {} : { pushed: true, name };
  const { ours, unclear } = await ourPulls({ record, github, gitUrl, signal }, branches[name - 1]!);
  const { publicNumber } = profileOf(record.upstream.fullName);
  const numbers = (pulls: readonly Pull[]) => pulls.map(({ number }) => publicNumber(number)).join(', ');
  const [pull, ...others] = ours;
  if (others.length > 0)
    return only(`Its branch is in your fork, and has more than one pull request: ${numbers(ours)}.`, done);
  if (!pull) {
    return unclear.length > 0
      ? only(
          `Whether ${numbers(unclear)} was this backport is not known: look there, then discard this one.`,
          done,
        )
      : only('Its branch is in your fork, and no pull request comes from it; discard this backport.', done);
  }
  if (!pull.merged && pull.state !== 'open')
    return only(`Your own pull request ${numbers([pull])} was closed; discard this backport.`, done);
  const how = pull.merged ? 'was merged' : 'is open';
  return {
    done: { ...done, pull: { number: pull.number, url: pull.htmlUrl } },
    pull,
    words: `Your own pull request ${numbers([pull])} ${how}, too: ${pull.htmlUrl}. Close the one that is not needed; Continue sets the labels of yours.`,
  };
}

/** Under which of its names the commit lies in the fork; null: under none; undefined: nobody can tell. */
async function pushedAs(
  { git, gitUrl }: BackportTools,
  record: BackportRecord,
  branches: readonly PublicText[],
  signal?: AbortSignal,
): Promise<number | null | undefined> {
  const { commit } = record.done;
  // A commit is written down before it is pushed.
  if (!commit) return null;
  try {
    const scratch = await openScratch(git, dirname(record.scratch), null, signal);
    const fork = { ...pushTarget({ record, gitUrl }), gitUrl };
    for (const [i, branch] of branches.entries()) {
      const tip = await pushedTip(git, scratch, fork, branch, signal);
      if (tip === commit) return i + 1;
      if (tip === null) return null;
    }
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || signal?.aborted) throw error;
    return undefined;
  }
}
