import { sameLogin } from '../../advisory/assignment.ts';
import { commentProblem, longestComment } from '../../advisory/comment.ts';
import type { Advisory } from '../../advisory/model.ts';
import { GitHubError, type AdvisoryComment, type GitHub } from '../../github/index.ts';

/** How a comment begins that keeps a report. People read it; we look for exactly this. */
const mark = '**Original report**: the description as it stood before ';

/**
 * The reporter's own description, before a coordinator writes over it: `stored` while it may still stand in the
 * advisory, `posted` once a comment of a coordinator keeps it, `none` where there is no report of somebody else's.
 * GitHub keeps no history that could be read, so whether what is stored is still the reporter's is not certain.
 */
export type Original =
  | { readonly kind: 'none' }
  | { readonly kind: 'stored'; readonly text: string }
  | { readonly kind: 'posted'; readonly text: string };

export function originalOf(
  { reported, author, description }: Pick<Advisory, 'reported' | 'author' | 'description'>,
  login: string,
  comments: readonly AdvisoryComment[] | null,
): Original {
  // The reporter may write anything into a comment; only somebody else's keeps a report.
  const keeps = (entry: AdvisoryComment) =>
    entry.author !== null &&
    !(author !== null && sameLogin(entry.author, author)) &&
    entry.body.startsWith(mark);
  const kept = comments?.find(keeps);
  if (kept) return { kind: 'posted', text: kept.body.slice(kept.body.indexOf('\n') + 1).trimStart() };
  const own = author !== null && sameLogin(author, login);
  return reported && !own ? { kind: 'stored', text: description } : { kind: 'none' };
}

/** The comment that keeps a description, which `login` is about to edit; null when it is too long for one. */
export function originalComment(description: string, login: string): string | null {
  const body = `${mark}${login} edited it.\n\n${description}`;
  return body.length > longestComment ? null : body;
}

/** The comment would not be taken. Nothing was sent. */
class CommentTextError extends Error {
  override readonly name = 'CommentTextError';
  readonly kind = 'comment-text';
}

/** What became of a comment. `no-api`: this GitHub has none, neither to read nor to write. */
export type Posted =
  | { readonly kind: 'posted' }
  | { readonly kind: 'no-api' }
  /** Nothing was sent: these of ours say the same. */
  | { readonly kind: 'there'; readonly same: readonly AdvisoryComment[] };

/**
 * Posts a comment unless the same one of ours is there already, so that pressing again is harmless. `beside`: ids of
 * those that may say the same all the same.
 *
 * @throws CommentTextError, GitHubError
 */
export async function postOnce(
  advisories: Pick<GitHub['advisories'], 'comments' | 'addComment'>,
  { repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>,
  login: string,
  body: string,
  {
    signal,
    beside,
  }: { readonly signal?: AbortSignal | undefined; readonly beside?: ReadonlySet<number> } = {},
): Promise<Posted> {
  const problem = commentProblem(body);
  if (problem !== null) throw new CommentTextError(problem);
  const comments = await advisories.comments(repo, ghsaId, signal);
  if (comments === null) return { kind: 'no-api' };
  const same = comments.filter(
    ({ author, body: said }) =>
      author !== null && sameLogin(author, login) && plainComment(said) === plainComment(body),
  );
  if (same.some(({ id }) => !beside?.has(id))) return { kind: 'there', same };
  try {
    await advisories.addComment(repo, ghsaId, body, signal);
  } catch (error) {
    // They were read a moment ago, so it is the writing that is not there.
    if (error instanceof GitHubError && error.kind === 'not-found') return { kind: 'no-api' };
    throw error;
  }
  return { kind: 'posted' };
}

/** As comments are compared: GitHub has line ends of its own. */
export function plainComment(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
