import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeScratch } from '../../../git/index.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';
import type { ChosenBranches } from '../leftOut.ts';

/** Keeps what remains of a port. `null`: it was confirmed before the ticks were remembered. */
export type Keep = (links: PortLinks, branches: ChosenBranches | null) => Promise<void>;

/** The end: the links are kept as ids, left-out branches with their reasons; everything else of the job is deleted. */
export const rememberLinks = (keep: Keep): Step<PortContext> => ({
  id: 'remember',
  label: 'Remember links',
  async run(context) {
    const { record } = context;
    const { issue, pull, commit } = record.done;
    if (!issue || !pull || !commit)
      throw new Error('The port ended before it had an issue and a pull request.');
    const links: PortLinks = {
      repo: record.upstream.fullName,
      ghsaId: record.ghsaId,
      issue: issue.number,
      pull: pull.number,
      commit,
      droppedLabels: record.done.droppedLabels ?? [],
    };
    await keep(links, record.branches ?? null);
    // The terminal's record is a file in this folder and goes last: whoever is killed here must not port again.
    const entries = await readdir(context.folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory()) await removeScratch(join(context.folder, entry.name));
    }
    await context.forget();
    await removeScratch(context.folder);
    return { text: 'Links remembered, scratch repository deleted' };
  },
});

/** What remains of a port: ids only. */
export interface PortLinks {
  readonly repo: string;
  readonly ghsaId: string;
  /** null: the fix was made public by hand, and names no issue. */
  readonly issue: number | null;
  readonly pull: number;
  readonly commit: string;
  /** Labels that GitHub did not take: somebody else must set them. */
  readonly droppedLabels: readonly string[];
}
