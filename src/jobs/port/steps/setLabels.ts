import type { Step } from '../../job.ts';
import { addLabels, labelsDone } from '../../line/labels.ts';
import type { PortContext } from '../context.ts';

/** Sets the labels of issue and pull request and reads them back. */
export const setLabels: Step<PortContext> = {
  id: 'labels',
  label: 'Set labels',
  async run(context) {
    const { issueLabels, pullLabels } = context.record.confirmed;
    const pull = context.record.done.pull;
    if (!pull) throw new Error('The labels came before the pull request.');
    const issue = await addLabels(context, context.issue, { names: issueLabels, texts: context.issueLabels });
    const own = await addLabels(context, pull.number, { names: pullLabels, texts: context.pullLabels });
    const droppedLabels = [...new Set([...issue.names, ...own.names])];
    await context.remember({ droppedLabels });
    const refused = issue.refused || own.refused;
    return labelsDone(issueLabels.length + pullLabels.length, { names: droppedLabels, refused });
  },
};
