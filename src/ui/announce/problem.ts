import { GitHubError } from '../../github/index.ts';

/** Why it could not be read, as a sentence of the page. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error) || !('kind' in error))
    return 'This failed inside GHSA Coordinator. Your text is kept. The log has the detail.';
  // Who was silent is in its own words.
  if (error instanceof GitHubError && error.kind === 'offline') return `${error.message} Your text is kept.`;
  return error.message;
}
