import type { Advisory } from '../../../advisory/model.ts';
import { samePublicText } from '../../../embargo/index.ts';
import type { GitHub, Pull } from '../../../github/index.ts';
import type { BackportFacts, Repair } from '../../../process/index.ts';
import { timeWords } from '../../../process/words.ts';
import { crossing } from '../../line/cross.ts';
import { addLabels } from '../../line/labels.ts';
import { secretsOf } from '../../line/secrets.ts';
import { RepairError } from './error.ts';
import { nobodyWasFaster, stillSo } from './still.ts';

/** What one press does on GitHub; the other repairs are done by a person, or are jobs of their own. */
export type OnePressRepair = Extract<Repair, { readonly id: 'addLabels' | 'correctTitle' }>;

export interface RepairParts {
  readonly github: Pick<GitHub, 'pulls' | 'issues' | 'repos'>;
  /** What is still secret of it does not get into a title. */
  readonly advisory: Advisory;
  /** When it is done, for the words. */
  readonly now?: () => Date;
}

/**
 * Does one repair of what was judged: looks first, writes what passes the public line, and reads it back. Doing it twice
 * is harmless. Gives what was done, as words ("Label added, read back 14:05").
 * @throws RepairError, JobError, GitHubError
 */
export async function repairBackport(
  parts: RepairParts,
  facts: BackportFacts,
  repair: OnePressRepair,
  signal?: AbortSignal,
): Promise<string> {
  const judged = [facts.main, ...facts.pulls].find(({ number }) => number === repair.pull);
  if (!judged) throw new RepairError('changed', 'This pull request is no backport of the fix. Refresh.');
  const there = await stillSo(parts.github, facts, judged, signal);
  const at = () => `read back ${timeWords((parts.now ?? (() => new Date()))())}`;
  if (repair.id === 'addLabels') {
    await nobodyWasFaster(parts.github, facts, repair.labels, signal);
    return `${await labels(parts, facts, repair, signal)}, ${at()}`;
  }
  return `${await title(parts, { repo: facts.repo, was: judged.title, there }, repair, signal)}, ${at()}`;
}

async function labels(
  { github, advisory }: RepairParts,
  { repo }: BackportFacts,
  { pull, labels: names }: Extract<OnePressRepair, { readonly id: 'addLabels' }>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const texts = names.map(name => crossing(name, 'labels', secretsOf(advisory), []));
  const place = { github, record: { upstream: { fullName: repo } }, signal };
  const dropped = await addLabels(place, pull, { names, texts });
  if (dropped.names.length > 0) {
    const them = dropped.names.join(' and ');
    const why = dropped.refused
      ? `GitHub refused ${them} twice, although you may set labels here: your token or the organisation may not allow it.`
      : `GitHub did not take ${them}: you may not set labels here.`;
    throw new RepairError('dropped', `${why} Ask somebody who triages.`);
  }
  return names.length === 1 ? 'Label added' : `${names.length} labels added`;
}

async function title(
  { github, advisory }: RepairParts,
  { repo, was, there }: { readonly repo: string; readonly was: string; readonly there: Pull },
  { pull, title: wanted }: Extract<OnePressRepair, { readonly id: 'correctTitle' }>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const text = crossing(wanted, 'title', secretsOf(advisory), []);
  if (samePublicText(text, there.title)) return 'The title was right already';
  // A title that GitHub cut is whole in what was judged.
  const start = there.title.replace(/…$/, '');
  if (there.title !== was && !(start !== there.title && was.startsWith(start)))
    throw new RepairError('changed', 'Somebody changed the title meanwhile. Refresh, and look at it again.');
  await github.pulls.setTitle(repo, pull, text, signal);
  const after = await github.pulls.get(repo, pull, signal);
  if (!samePublicText(text, after.title))
    throw new RepairError('dropped', 'GitHub did not take the title. Correct it on GitHub.');
  return 'Title corrected';
}
