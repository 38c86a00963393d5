import { repoName } from '../../advisory/model.ts';
import type { BackportLink } from '../../texts/index.ts';
import type { Case } from '../decide/case.ts';

/**
 * The backports of a public pull request, newest branch first: those that name it in their titles and are open or merged,
 * and the branches that somebody said need none. `closed`: also those that were closed.
 */
export async function backportLinks(
  at: Case,
  pull: number,
  signal: AbortSignal,
  { closed = false }: { readonly closed?: boolean } = {},
): Promise<BackportLink[]> {
  const { profile, progress } = at.facts;
  const rules = profile.backports;
  if (rules === null) return [];
  const { issues } = await at.parts.github();
  const repo = repoName(at.advisory.repo);
  // The bots name the issue in every backport, and GitHub links no number of a title.
  const issue = at.facts.publicFix?.issue ?? null;
  const mentions = (await issues.timeline(repo, pull, signal)).mentions.concat(
    issue === null ? [] : (await issues.timeline(repo, issue, signal)).mentions,
  );
  const made = mentions.flatMap((mention): BackportLink[] => {
    const title = rules.readTitle(mention.title);
    const counts = mention.isPull && mention.repo.toLowerCase() === repo.toLowerCase();
    if (!counts || title?.pull !== pull || !(closed || mention.isOpen || mention.mergedAt !== null))
      return [];
    return [{ branch: title.branch, pull: mention.number }];
  });
  const without = Object.entries(progress.notBackported ?? {}).map(([branch, notNeeded]) => ({
    branch,
    notNeeded,
  }));
  const branches = new Set(made.map(({ branch }) => branch));
  return [...made, ...without.filter(({ branch }) => !branches.has(branch))].sort((a, b) =>
    b.branch.localeCompare(a.branch, 'en', { numeric: true }),
  );
}
