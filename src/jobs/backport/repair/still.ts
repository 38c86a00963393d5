import type { GitHub, Pull } from '../../../github/index.ts';
import type { BackportFacts, BackportPull } from '../../../process/index.ts';
import { profileOf } from '../../../project/index.ts';
import { isBackport } from '../read/find.ts';
import { isStranger } from '../read/strangers.ts';
import { RepairError } from './error.ts';

/** The pull request as it is now. @throws RepairError where it is not any more what was judged. */
export async function stillSo(
  { pulls }: Pick<GitHub, 'pulls'>,
  { repo }: BackportFacts,
  { number, base, state }: BackportPull,
  signal: AbortSignal | undefined,
): Promise<Pull> {
  const there = await pulls.get(repo, number, signal);
  const name = profileOf(repo).publicNumber(number);
  if (there.base !== base)
    throw new RepairError('changed', `${name} goes to ${there.base} by now. Refresh, and look at it again.`);
  const now = there.merged ? 'merged' : there.state === 'open' ? 'open' : 'closed';
  if (now === state) return there;
  throw new RepairError(
    'changed',
    `${name} is ${now} by now, and was ${state}. Refresh, and look at it again.`,
  );
}

/** A label that asks for a backport starts a bot: where one is there by now, it would make a second. */
export async function nobodyWasFaster(
  { pulls }: Pick<GitHub, 'pulls'>,
  { repo, issues, main, me }: BackportFacts,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const rules = profileOf(repo).backports;
  for (const name of names) {
    const branch = rules?.branchOf(name) ?? null;
    if (branch === null) continue;
    const original = { repo, number: main.number, issues, bases: [branch], commit: main.mergeCommit };
    const known = [me, main.author, main.mergedBy];
    const faster = (await pulls.newestInto(repo, branch, signal)).find(
      pull =>
        (pull.merged || pull.state === 'open') &&
        isBackport(pull, original, false) &&
        !isStranger(repo, pull, known),
    );
    if (faster === undefined) continue;
    const number = profileOf(repo).publicNumber(faster.number);
    throw new RepairError(
      'changed',
      `${number} brings it to ${branch} by now, so no label was added. Refresh.`,
    );
  }
}
