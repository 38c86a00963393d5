import type { GitHub } from '../../../github/index.ts';
import { JobError } from '../../errors.ts';
import { approvalCount } from '../../fork/pulls/approvals.ts';
import { privatePullsInto } from './private/pulls.ts';
import type { BackportFrom, PrivateOffer } from './types.ts';

/** The private backports that may be chosen, newest first, each with what it is known by. */
export async function offeredPrivates(
  { pulls }: Pick<GitHub, 'pulls'>,
  fork: string | null,
  branch: string,
  signal?: AbortSignal,
): Promise<PrivateOffer[]> {
  const open = await privatePullsInto({ pulls }, fork, branch, signal);
  const offers: PrivateOffer[] = [];
  for (const pull of open.sort((one, other) => other.number - one.number)) {
    const verdicts = await pulls.verdicts(fork!, pull.number, signal);
    const { number, author, headSha: sha, createdAt: date } = pull;
    offers.push({ number, author, sha, approvals: approvalCount(pull, verdicts), date });
  }
  return offers;
}

/**
 * The private backport that was chosen; null: the commit on main.
 * @throws JobError where the chosen one is open no more.
 */
export function chosenPrivate(
  offers: readonly PrivateOffer[],
  from: BackportFrom,
  branch: string,
): PrivateOffer | null {
  if (from === 'main') return null;
  const chosen = offers.find(({ number }) => number === from.private);
  if (chosen) return chosen;
  throw new JobError(
    'changed',
    `The private backport #${from.private} into ${branch} is open no more. Take the commit on main, or another one.`,
  );
}
