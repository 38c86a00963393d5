import { profileOf } from '../../project/index.ts';
import { GitHubError, type GitHub } from '../../github/index.ts';

/** A NEWS entry that the private fix carried: its issue, where that is a real one. */
export interface PrivateNews {
  readonly path: string;
  /** An issue that is public already; null where the number is a placeholder. */
  readonly issue: number | null;
}

/**
 * Reads the issue out of a NEWS entry's name (`….gh-issue-210461.k3Wq9Z.rst`). Developers write a placeholder where
 * there is no public issue yet: zeros, letters, or a number that is no issue of the public repository.
 */
export async function readPrivateNews(
  github: GitHub,
  upstream: string,
  path: string | null,
  signal?: AbortSignal,
): Promise<PrivateNews | null> {
  if (path === null) return null;
  const number = profileOf(upstream).news?.issueOf(path) ?? null;
  if (number === null) return { path, issue: null };
  try {
    const issue = await github.issues.get(upstream, number, signal);
    return { path, issue: issue.isPull ? null : number };
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return { path, issue: null };
    throw error;
  }
}
