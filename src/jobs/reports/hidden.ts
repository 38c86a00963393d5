import { GitHubError, type GitHubErrorKind } from '../../github/index.ts';

/** After these nothing else can be read either. */
const endsAll: readonly GitHubErrorKind[] = ['offline', 'signed-out', 'rate-limited', 'cancelled'];

/**
 * What was read, or null where GitHub does not give it: a report goes on and calls it unknown.
 * @throws GitHubError where nothing else can be read either
 */
export async function orUnknown<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof GitHubError) || endsAll.includes(error.kind)) throw error;
    return null;
  }
}
