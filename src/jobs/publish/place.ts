import { repoName, type Advisory } from '../../advisory/model.ts';
import { profileOf, type Profile } from '../../project/index.ts';

type Placed = Pick<Advisory, 'repo' | 'htmlUrl'>;

/** The repository that GitHub's own address of an advisory names (`…/owner/name/security/advisories/…`), or null. */
export function repositoryIn(htmlUrl: string): string | null {
  const path = URL.canParse(htmlUrl) ? new URL(htmlUrl).pathname : '';
  return /\/([^/]+\/[^/]+)\/security\/advisories\//.exec(path)?.[1] ?? null;
}

/**
 * The repository of an advisory that a rule forbids something in; null: in none. GitHub answers under the old name of a
 * repository that was renamed or transferred, so the name in its answer counts as much as the one that is set.
 */
export function forbiddenIn({ repo, htmlUrl }: Placed, allowed: (profile: Profile) => boolean) {
  const names = [repoName(repo), repositoryIn(htmlUrl) ?? repoName(repo)];
  return names.find(name => !allowed(profileOf(name))) ?? null;
}

/** Why nothing for good is done with an advisory that GitHub does not show where it is looked for; null: it is there. */
export function againstPlace({ repo, htmlUrl }: Placed): string | null {
  const [set, own] = [repoName(repo), repositoryIn(htmlUrl)];
  if (own?.toLowerCase() === set.toLowerCase()) return null;
  return own === null
    ? `GitHub does not say in which repository this advisory is. Look at its page there.`
    : `GitHub has this advisory in ${own}, not in ${set}. Set that name in ghsa.repositories, then try again.`;
}
