import { commitTree, editTree } from '../../../git/index.ts';
import type { Step } from '../../job.ts';
import type { Crosses } from '../../line/crosses.ts';

/**
 * Makes the public commit in scratch: the public branch as its only parent, the merged tree plus the news entry. Dates are
 * the recorded ones, so that making it again gives the same id.
 */
export const commit: Step<Crosses> = {
  id: 'commit',
  label: 'Commit',
  waits: ({ record }) => (record.confirmed.signing ? 'Waiting for your signing program…' : null),
  async run(context) {
    const { record } = context;
    // Once it is public it is not made again.
    if (record.done.pushed && record.done.commit)
      return { text: `Commit ${record.done.commit.slice(0, 7)} made` };
    const id = await makeCommit(context);
    return { text: `Commit ${id.slice(0, 7)} made${record.confirmed.signing ? ' and signed' : ''}` };
  },
};

/** Makes it and remembers its id. */
export async function makeCommit(context: Crosses): Promise<string> {
  const { record, git, scratch } = context;
  const { news } = record.done;
  const tree = news ? await editTree(git, scratch, record.mergedTree, [news]) : record.mergedTree;
  const date = `${Math.floor(Date.parse(record.date) / 1000)} +0000`;
  const id = await commitTree(
    git,
    scratch,
    {
      tree,
      parent: record.publicMain,
      message: context.numbered('commit.message'),
      author: { ...context.author, date },
      committer: { ...context.committer, date },
      signing: record.confirmed.signing,
    },
    context.signal,
  );
  await context.remember({ commit: id });
  return id;
}
