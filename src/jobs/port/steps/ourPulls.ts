import type { PublicText } from '../../../embargo/index.ts';
import type { Pull } from '../../../github/index.ts';
import type { Crosses } from '../../line/crosses.ts';
import { pushTarget } from './createFork.ts';

/** Pull requests that come from a branch of ours. */
export interface OurPulls {
  /** One of them is this job's; where there are more, somebody must say which. */
  readonly ours: readonly Pull[];
  /** They ended, and may be this job's or not. */
  readonly unclear: readonly Pull[];
  /** The highest number of them all; 0: there is none. */
  readonly newest: number;
}

/**
 * Looks what came of a branch, in any state. Where a closed one and an open one come from it, closing was how the
 * coordinator chose, and what is merged stays so. One that ended is ours where its head is our commit, or where it holds
 * our commit, or where we opened it after one was asked for, which its number tells; somebody else's from then on is
 * unclear. Any other is of an earlier job of the same name.
 */
export async function ourPulls(
  context: Pick<Crosses, 'record' | 'github' | 'gitUrl' | 'signal'>,
  branch: PublicText,
): Promise<OurPulls> {
  const { record, github, signal } = context;
  const { fullName } = record.upstream;
  const { commit, pullTried = null } = record.done;
  const owner = pushTarget(context).fullName.split('/')[0]!;
  const known = await github.pulls.byHead(fullName, { owner, branch }, signal);
  const open = known.filter(({ state }) => state === 'open');
  const newest = Math.max(0, ...known.map(({ number }) => number));
  if (open.length > 0) return { ours: open, unclear: [], newest };
  const [ours, unclear]: [Pull[], Pull[]] = [[], []];
  for (const pull of known) {
    const since = pullTried !== null && pull.number > pullTried.after;
    const byUs = pull.author?.toLowerCase() === record.login.toLowerCase();
    const holds = async () =>
      (await github.pulls.commits(fullName, pull.number, signal)).some(({ sha }) => sha === commit);
    if (pull.headSha === commit || (since && byUs) || (await holds())) ours.push(pull);
    else if (since) unclear.push(pull);
  }
  // The first that was merged brought it; what follows from the same branch came on top.
  const merged = ours.filter(pull => pull.merged).sort((a, b) => a.number - b.number);
  return { ours: merged.length > 0 ? merged.slice(0, 1) : ours, unclear, newest };
}
