import type { Issue, Repo } from './model.ts';
import type { Store } from './store.ts';

/**
 * Issues and pull requests whose body or comments mention one, in repositories that the caller may see. As on GitHub,
 * a title mentions nothing: that is why CPython's bot writes the link into the body.
 */
export function mentionsOf(
  store: Store,
  login: string | null,
  repo: Repo,
  { number }: Issue,
): { readonly repo: Repo; readonly issue: Issue; readonly at: string }[] {
  const full = `${repo.owner}/${repo.name}`.replace(/[.]/g, '\\.');
  const anywhere = new RegExp(
    `(?<![\\w/.-])${full}#${number}(?![0-9])|/${full}/(?:issues|pull)/${number}(?![0-9])`,
    'i',
  );
  const here = new RegExp(`(?<![\\w/&])(?:#|gh-)${number}(?![0-9])`, 'i');
  const found = [...store.repos.values()]
    .filter(other => store.may(other, login, 'read'))
    .flatMap(other =>
      [...other.issues.values()]
        .filter(issue => other !== repo || issue.number !== number)
        .flatMap(issue => {
          const texts = [
            { body: issue.body, at: issue.createdAt },
            ...issue.comments.map(({ body, createdAt }) => ({ body, at: createdAt })),
          ];
          const first = texts.find(({ body }) => anywhere.test(body) || (other === repo && here.test(body)));
          return first ? [{ repo: other, issue, at: first.at }] : [];
        }),
    );
  return found.sort((a, b) => a.at.localeCompare(b.at) || a.issue.number - b.issue.number);
}
