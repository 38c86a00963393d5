import { samePublicText, type PublicText } from '../../../embargo/index.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';

/**
 * Sets the labels of issue and pull request and reads them back: GitHub drops labels silently when somebody may
 * not set them.
 */
export const setLabels: Step<PortContext> = {
  id: 'labels',
  label: 'Set labels',
  async run(context) {
    const { record } = context;
    const pull = record.done.pull;
    if (!pull) throw new Error('The labels came before the pull request.');
    const dropped = [
      ...(await label(context, context.issue, context.issueLabels)),
      ...(await label(context, pull.number, context.pullLabels)),
    ];
    const names = [...new Set(dropped)];
    await context.remember({ droppedLabels: names });
    if (names.length > 0) {
      return {
        text: `GitHub dropped ${names.length === 1 ? '1 label' : `${names.length} labels`}: you may not set them.`,
      };
    }
    const count = record.confirmed.issueLabels.length + record.confirmed.pullLabels.length;
    return { text: `${count} labels set` };
  },
};

/** Sets what is missing and gives what GitHub did not take. A refusal is an answer, not a failure. */
async function label(
  { record, github, signal }: PortContext,
  number: number,
  wanted: readonly PublicText[],
): Promise<string[]> {
  const { fullName } = record.upstream;
  const missing = (have: readonly string[]) =>
    wanted.filter(label => !have.some(name => samePublicText(label, name)));
  const absent = missing(await github.issues.labels(fullName, number, signal));
  if (absent.length === 0) return [];
  const names = (labels: readonly PublicText[]) =>
    [...record.confirmed.issueLabels, ...record.confirmed.pullLabels].filter(name =>
      labels.some(label => samePublicText(label, name)),
    );
  try {
    await github.issues.addLabels(fullName, number, absent, signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return names(missing(await github.issues.labels(fullName, number, signal)));
}

function isRefusal(error: unknown): boolean {
  const kind = typeof error === 'object' && error !== null && 'kind' in error ? error.kind : '';
  return kind === 'forbidden' || kind === 'not-found';
}
