import { pushCommit } from '../../../git/index.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';

/** Pushes the commit to the coordinator's own fork as a new branch. Never forced, never to the private fork. */
export const pushBranch: Step<PortContext> = {
  id: 'push',
  label: 'Push branch',
  async run(context) {
    const { record, git, scratch, signal } = context;
    if (!record.done.commit) throw new Error('The push ran before the commit.');
    await pushCommit(
      git,
      scratch,
      record.fork.url,
      record.done.commit,
      context.numbered('commit.branch'),
      signal,
    );
    await context.remember({ pushed: true });
    return { text: `Branch pushed to ${record.fork.fullName}` };
  },
};
