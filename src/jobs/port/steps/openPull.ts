import type { PublicText } from '../../../embargo/index.ts';
import { wasRefused, type Pull } from '../../../github/index.ts';
import type { Step } from '../../job.ts';
import { profileOf } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import type { Crosses } from '../../line/crosses.ts';
import { pushTarget } from './createFork.ts';
import { ourPulls } from './ourPulls.ts';

/**
 * Opens the public pull request, or finds it: the recorded number, whatever became of it, else by its head
 * (`login:branch`, any state).
 */
export const openPull: Step<Crosses> = {
  id: 'pull',
  label: 'Open pull request',
  async run(context) {
    const { record, github, signal } = context;
    const { fullName } = record.upstream;
    const branch = context.branch();
    if (branch === null) throw new Error('The pull request came before its branch.');
    const { there, newest } = record.done.pull
      ? { there: await github.pulls.get(fullName, record.done.pull.number, signal), newest: 0 }
      : await found(context, branch);
    const pull = there ?? (await openNow(context, branch, newest));
    await context.remember({ pull: { number: pull.number, url: pull.htmlUrl } });
    const name = profileOf(fullName).publicNumber(pull.number);
    const ended = there && endOf(there);
    const text = there
      ? `The pull request ${name} is already there${ended ? `, and was ${ended}` : ''}. Going on.`
      : `Pull request ${name} opened`;
    return { text, link: pull.htmlUrl };
  },
};

/** What became of a pull request; null: it is open. */
function endOf({ state, merged }: Pull): 'merged' | 'closed' | null {
  if (merged) return 'merged';
  return state === 'open' ? null : 'closed';
}

/** Opens it. That it is tried is written down before, because its answer may be lost and the pull request end. */
async function openNow(context: Crosses, branch: PublicText, newest: number): Promise<Pull> {
  const { record, github, signal } = context;
  const { fullName, branch: base } = record.upstream;
  const owner = pushTarget(context).fullName.split('/')[0]!;
  const { pullTried: before = null } = record.done;
  await context.remember({ pullTried: { after: before?.after ?? newest } });
  try {
    return await github.pulls.create(
      fullName,
      {
        title: context.numbered('pull.title'),
        body: context.numbered('pull.body'),
        head: { owner, branch },
        base,
      },
      signal,
    );
  } catch (error) {
    if (wasRefused(error)) await context.remember({ pullTried: before });
    throw error;
  }
}

/**
 * The pull request that is there, and the highest number of those that came from its branch.
 * @throws JobError `ask` where only a person knows which one it is.
 */
async function found(
  context: Crosses,
  branch: PublicText,
): Promise<{ readonly there: Pull | null; readonly newest: number }> {
  const { ours, unclear, newest } = await ourPulls(context, branch);
  const { publicNumber } = profileOf(context.record.upstream.fullName);
  if (ours.length > 1) {
    const numbers = ours.map(({ number }) => publicNumber(number)).join(', ');
    const choose = ours.some(({ state }) => state === 'open') ? 'Close all but one' : 'Reopen the one to use';
    throw new JobError(
      'ask',
      `More than one pull request comes from this branch: ${numbers}. ${choose}, then continue.`,
    );
  }
  const [pull = null] = ours;
  const [doubtful] = unclear;
  if (pull === null && doubtful) {
    const use = doubtful.merged
      ? 'If that was this fix, end this with GHSA: Remove Traces; else open another one'
      : 'Reopen it to use it, or open another one';
    throw new JobError(
      'ask',
      `${publicNumber(doubtful.number)} came from a branch of this name and was ${endOf(doubtful)}. ${use} from the branch yourself, then continue.`,
    );
  }
  return { there: pull, newest };
}
