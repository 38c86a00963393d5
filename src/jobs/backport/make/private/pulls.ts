import { GitHubError, type GitHub, type Pull } from '../../../../github/index.ts';

/** The open private pull requests of an advisory's fork into a branch; none where the fork is gone. */
export async function privatePullsInto(
  { pulls }: Pick<GitHub, 'pulls'>,
  fork: string | null,
  branch: string,
  signal?: AbortSignal,
): Promise<Pull[]> {
  if (fork === null) return [];
  try {
    const open = await pulls.list(fork, { state: 'open' }, signal);
    return open.filter(({ base }) => base === branch);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return [];
    throw error;
  }
}
