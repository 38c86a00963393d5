import { fetchRef, GitError, type Git, type Scratch } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import { fetchPublic } from '../../port/change.ts';

/** Fresh tips of the public repository. */
export interface Tips {
  readonly main: string;
  readonly branch: string;
}

/**
 * Fetches the default branch and the maintenance branch, in this order: what comes second is small.
 * @throws JobError where the public repository has no such branch.
 */
export async function fetchTips(
  git: Git,
  scratch: Scratch,
  upstream: {
    readonly fullName: string;
    readonly defaultBranch: string;
    readonly branch: string;
    readonly url: string;
  },
  signal?: AbortSignal,
): Promise<Tips> {
  const { fullName, defaultBranch, branch, url } = upstream;
  const main = await fetchPublic(git, scratch, { publicUrl: url, publicBranch: defaultBranch }, signal);
  try {
    const from = `refs/heads/${branch}`;
    const tip = await fetchRef(git, scratch, { url, from, to: 'refs/ghsa/onto' }, { lazily: true, signal });
    return { main, branch: tip };
  } catch (error) {
    if (error instanceof GitError && error.kind === 'not-found')
      throw new JobError('ask', `${fullName} has no branch ${branch} (any more). Choose another one.`);
    throw error;
  }
}

/** Fetches the head of a private pull request into scratch. */
export function fetchPrivate(
  git: Git,
  scratch: Scratch,
  { url, pull }: { readonly url: string; readonly pull: number },
  signal?: AbortSignal,
): Promise<string> {
  return fetchRef(
    git,
    scratch,
    { url, from: `refs/pull/${pull}/head`, to: 'refs/ghsa/private-head' },
    { signal },
  );
}
