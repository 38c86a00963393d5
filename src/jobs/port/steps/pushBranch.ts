import { pushCommit } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import type { Step } from '../../job.ts';
import type { Crosses } from '../../line/crosses.ts';
import { pushTarget } from './createFork.ts';

/**
 * Pushes the commit to the coordinator's own fork as a new branch. Never forced, never to the private fork. Where the
 * name is taken the next free one is used.
 */
export const pushBranch: Step<Crosses> = {
  id: 'push',
  label: 'Push branch',
  async run(context) {
    const { record, git, gitUrl, scratch, signal } = context;
    const { commit, pushed } = record.done;
    if (!commit) throw new Error('The push ran before the commit.');
    const fork = { ...pushTarget(context), gitUrl };
    if (pushed) return { text: `Branch pushed to ${fork.fullName}` };
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
      return { text: `Branch pushed to ${fork.fullName}${taken}` };
    }
  },
};
