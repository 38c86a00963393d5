import { isAncestor, readCommit, type CommitFacts, type Git, type Scratch } from '../../../git/index.ts';
import type { GitHub, Pull } from '../../../github/index.ts';
import { profileOf } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';

/** A public pull request into the default branch, and the commit that it was merged as. */
export interface MergedPull {
  readonly fullName: string;
  readonly pull: Pull;
  readonly sha: string;
  /** How many commits of its own it had. */
  readonly commits: number;
}

/**
 * The commit of a merge, from the `merged` event: the pull request itself no longer says it.
 * @throws JobError where there is nothing to pick yet.
 */
export async function mergedPull(
  { pulls, issues }: Pick<GitHub, 'pulls' | 'issues'>,
  fullName: string,
  { number, into }: { readonly number: number; readonly into: string },
  signal?: AbortSignal,
): Promise<MergedPull> {
  const [pull, { mergeCommit }, commits] = await Promise.all([
    pulls.get(fullName, number, signal),
    issues.timeline(fullName, number, signal),
    pulls.commits(fullName, number, signal),
  ]);
  const name = profileOf(fullName).publicNumber(number);
  if (!pull.merged)
    throw new JobError('ask', `${name} is not merged yet. Backport it once it is on ${into}.`);
  if (pull.base !== into)
    throw new JobError('ask', `${name} went to ${pull.base}. Name the pull request into ${into}.`);
  if (mergeCommit === null)
    throw new JobError('ask', `GitHub does not say as which commit ${name} was merged. Try again later.`);
  return { fullName, pull, sha: mergeCommit, commits: commits.length };
}

/**
 * The commit that is picked, out of fresh public main.
 * @throws JobError where it is not there (any more), or is more than one squashed change.
 */
export async function pickedCommit(
  git: Git,
  scratch: Scratch,
  { fullName, pull, sha, commits }: MergedPull,
  main: string,
  signal?: AbortSignal,
): Promise<CommitFacts> {
  const short = sha.slice(0, 7);
  const name = profileOf(fullName).publicNumber(pull.number);
  if (!(await isAncestor(git, scratch, sha, main, signal)))
    throw new JobError(
      'changed',
      `The commit ${short} of ${name} is not on ${pull.base} any more. See on GitHub what became of it.`,
    );
  const commit = await readCommit(git, scratch, sha, signal);
  if (commit.parents.length !== 1)
    throw new JobError(
      'ask',
      `${name} was merged with its history (${short} is a merge commit), not squashed. Backport it in a clone of your own.`,
    );
  // A rebase leaves the subjects as they were; GitHub's squash puts the number there, and people sometimes `GH-`.
  const squashed = new RegExp(String.raw`\((?:GH-|#)${pull.number}\)\s*$`, 'i');
  const [subject = ''] = commit.message.split('\n');
  if (commits > 1 && !squashed.test(subject))
    throw new JobError(
      'ask',
      `${name} was merged as ${commits} commits, not squashed. Backport it in a clone of your own.`,
    );
  return commit;
}
