import { repoName, type RepoRef } from '../../advisory/model.ts';
import { GitHubError, type GitHub, type Pull } from '../../github/index.ts';
import { closes, isBackportTitle, issueIn } from '../announce/titles.ts';
import { JobError } from '../errors.ts';

export interface LinksGitHub {
  readonly pulls: Pick<GitHub['pulls'], 'get'>;
  readonly issues: Pick<GitHub['issues'], 'get'>;
}

/** The fix as GitHub has it: what is remembered of it. */
export interface FoundFix {
  readonly repo: string;
  readonly issue: number | null;
  readonly pull: number;
  readonly title: string;
  readonly author: string | null;
  readonly state: 'open' | 'merged' | 'closed';
}

/**
 * Looks whether a number is a pull request of the advisory's own repository that can be its fix. Its issue is the given
 * one where that is an issue, else the one that it names.
 * @throws JobError `no-pull` with why it cannot be; GitHubError where GitHub cannot be asked
 */
export async function verifyFix(
  github: LinksGitHub,
  where: { readonly repo: RepoRef },
  { pull: number, issue: named }: { readonly pull: number; readonly issue: number | null },
  signal?: AbortSignal,
): Promise<FoundFix> {
  const repo = repoName(where.repo);
  const pull = await pullOf(github, repo, number, signal);
  if (isBackportTitle(pull.title))
    throw new JobError('no-pull', `${number} is a backport. Name the pull request that it comes from.`);
  const issue = named ?? issueIn(pull.title) ?? closes(pull.body, repo)[0] ?? null;
  const { title, author, merged, state } = pull;
  return {
    ...{ repo, title, author, pull: number },
    issue: issue !== null && (await isIssue(github, repo, issue, signal)) ? issue : null,
    state: merged ? 'merged' : state === 'open' ? 'open' : 'closed',
  };
}

async function pullOf(
  { pulls }: LinksGitHub,
  repo: string,
  number: number,
  signal?: AbortSignal,
): Promise<Pull> {
  try {
    return await pulls.get(repo, number, signal);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new JobError('no-pull', `${repo} has no pull request ${number}. Name another one.`);
  }
}

async function isIssue(
  { issues }: LinksGitHub,
  repo: string,
  number: number,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    return !(await issues.get(repo, number, signal)).isPull;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

const isAbsent = (error: unknown) => error instanceof GitHubError && error.kind === 'not-found';
