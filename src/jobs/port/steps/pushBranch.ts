import { hasObject, pushCommit, pushedTip, type Destination } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import type { Step } from '../../job.ts';
import type { Crosses } from '../../line/crosses.ts';
import { makeCommit } from './commit.ts';
import { pushTarget } from './createFork.ts';
import { ourPulls } from './ourPulls.ts';

/**
 * Pushes the commit to the coordinator's own fork as a new branch. Never forced, never to the private fork. Where the
 * name is taken the next free one is used. Until its pull request is known, a branch that was pushed is looked for:
 * one that was deleted meanwhile is pushed again.
 */
export const pushBranch: Step<Crosses> = {
  id: 'push',
  label: 'Push branch',
  async run(context) {
    const { record, git, gitUrl, scratch, signal } = context;
    const { pushed } = record.done;
    let { commit } = record.done;
    if (!commit) throw new Error('The push ran before the commit.');
    const fork = { ...pushTarget(context), gitUrl };
    const text = `Branch pushed to ${fork.fullName}`;
    if (pushed && (await isThere(context, fork))) return { text };
    if (pushed && !(await hasObject(git, scratch, commit))) {
      await context.remake();
      commit = await makeCommit(context);
    }
    for (let name = record.done.name ?? 1; ; name++) {
      const branch = context.branch(name);
      if (branch === null) {
        throw new JobError(
          'ask',
          'Your fork has branches of all the names that this one could have. Delete some, then continue.',
        );
      }
      const result = await pushCommit(git, scratch, fork, commit, branch, signal);
      if (result.taken) continue;
      await context.remember({ pushed: true, name, commit: result.commit });
      const taken = name > 1 ? `; its name was taken, so it ends in -${name}` : '';
      return { text: `${text}${pushed ? ' again' : ''}${taken}` };
    }
  },
};

/** Is the branch as it was pushed, or did a pull request of ours come from it already, whatever became of both? */
async function isThere(context: Crosses, fork: Destination): Promise<boolean> {
  const { record, git, scratch, signal } = context;
  const branch = context.branch();
  if (record.done.pull || branch === null) return true;
  const tip = await pushedTip(git, scratch, fork, branch, signal).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return { error };
  });
  if (tip === record.done.commit) return true;
  const { ours, unclear } = await ourPulls(context, branch);
  if (ours.length > 0) return true;
  // Where git cannot say, a pull request does; without one the branch is needed.
  if (tip !== null && typeof tip === 'object') throw tip.error;
  // What is unclear is asked about at the next step; that needs the branch, too.
  return tip !== null && unclear.length > 0;
}
