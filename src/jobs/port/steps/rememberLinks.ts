import { removeScratch } from '../../../git/index.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';

/** The end: the links are kept as ids, everything else of the job is deleted. */
export const rememberLinks = (keep: (links: PortLinks) => Promise<void>): Step<PortContext> => ({
  id: 'remember',
  label: 'Remember links',
  async run(context) {
    const { record } = context;
    const { issue, pull, commit } = record.done;
    if (!issue || !pull || !commit)
      throw new Error('The port ended before it had an issue and a pull request.');
    await keep({
      repo: record.upstream.fullName,
      ghsaId: record.ghsaId,
      issue: issue.number,
      pull: pull.number,
      commit,
      droppedLabels: record.done.droppedLabels ?? [],
    });
    await removeScratch(context.folder);
    await context.forget();
    return { text: 'Links remembered, scratch repository deleted' };
  },
});

/** What remains of a port: ids only. */
export interface PortLinks {
  readonly repo: string;
  readonly ghsaId: string;
  readonly issue: number;
  readonly pull: number;
  readonly commit: string;
  /** Labels that GitHub did not take: somebody else must set them. */
  readonly droppedLabels: readonly string[];
}
