import { repoName, type Advisory } from '../../advisory/model.ts';
import type { LinksPlace } from '../../texts/index.ts';

/** Where the public side of an advisory is: the same site, as its own address says. */
export function placeOf({ repo, htmlUrl }: Pick<Advisory, 'repo' | 'htmlUrl'>): LinksPlace {
  const end = htmlUrl.toLowerCase().indexOf(`/${repoName(repo)}/security/`.toLowerCase());
  return { site: end < 0 ? 'https://github.com' : htmlUrl.slice(0, end), repo: repoName(repo) };
}
