import { addressOf } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import type { Step } from '../../job.ts';
import type { Crosses } from '../../line/crosses.ts';

/**
 * Makes the coordinator's own fork of the public repository, or finds it: GitHub answers with the one that is there,
 * under whatever name. It carries nothing of ours.
 */
export const createFork: Step<Crosses> = {
  id: 'fork',
  label: 'Create your fork',
  async run(context) {
    const { record, github, signal } = context;
    // With its pull request nothing goes there any more: one that was deleted since stays deleted.
    if (record.done.pull && record.done.fork) return { text: `Your fork ${record.done.fork} made` };
    const name = record.fork.fullName.split('/')[1]!;
    const found = await github.repos.ownFork(record.upstream.fullName, record.login, [name], signal);
    const fork = found ?? (await github.repos.createFork(record.upstream.fullName, signal));
    if (fork.fullName.split('/')[0]!.toLowerCase() !== record.login.toLowerCase())
      throw new JobError(
        'ask',
        `GitHub made the fork ${fork.fullName}, which is not yours. Nothing was pushed.`,
      );
    await context.remember({ fork: fork.fullName });
    return { text: found ? `Your fork ${fork.fullName} is there` : `Your fork ${fork.fullName} made` };
  },
};

/** Where the branch is pushed: the fork that was shown, or the one that was found or made under another name. */
export function pushTarget({
  record,
  gitUrl,
}: Pick<Crosses, 'record' | 'gitUrl'>): Crosses['record']['fork'] {
  const made = record.done.fork;
  return made === undefined || made.toLowerCase() === record.fork.fullName.toLowerCase()
    ? record.fork
    : { fullName: made, url: addressOf(gitUrl, made) };
}
