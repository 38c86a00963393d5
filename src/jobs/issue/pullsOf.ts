import type { GitHub, Mention } from '../../github/index.ts';
import { fixes, isBackportTitle } from '../announce/titles.ts';

/**
 * The pull requests that may be the fix of a public issue: they name it as people and bots do (its title, or the words
 * that close it), and are open or merged. Backports and reverts are none.
 */
export async function pullsOfIssue(
  { issues }: { readonly issues: Pick<GitHub['issues'], 'timeline'> },
  { repo, issue }: { readonly repo: string; readonly issue: number },
  signal?: AbortSignal,
): Promise<Mention[]> {
  const { mentions } = await issues.timeline(repo, issue, signal);
  return mentions.filter(
    mention =>
      mention.isPull &&
      mention.repo.toLowerCase() === repo.toLowerCase() &&
      (mention.isOpen || mention.mergedAt !== null) &&
      fixes(mention, issue, repo) &&
      !isBackportTitle(mention.title) &&
      !/^\s*(?:gh-\d{1,9}:\s*)?revert\b/i.test(mention.title),
  );
}
