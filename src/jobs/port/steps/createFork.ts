import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';

/** Makes the coordinator's own fork of the public repository where there is none. It carries nothing of ours. */
export const createFork: Step<PortContext> = {
  id: 'fork',
  label: 'Create your fork',
  async run(context) {
    const { record, github, signal } = context;
    const found = await github.repos.ownFork(record.upstream.fullName, record.login, signal);
    const fork = found ?? (await github.repos.createFork(record.upstream.fullName, signal));
    await context.remember({ fork: true });
    return { text: found ? `Your fork ${fork.fullName} is there` : `Your fork ${fork.fullName} made` };
  },
};
