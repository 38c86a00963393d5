import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { AdvisoryComment, GitHub } from '../../github/index.ts';

/** How a comment begins that keeps the reporter's own words. People read it; we look for it. */
const mark = '**Original report**';
/** GitHub's limit for a comment, in characters. */
const longest = 65_536;

/**
 * The reporter's own description, before a coordinator writes over it: `stored` while it still stands in the advisory,
 * `posted` once a comment keeps it, `none` where there is no report of somebody else's.
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
  const kept = comments?.find(({ body }) => body.startsWith(mark));
  if (kept) return { kind: 'posted', text: kept.body.slice(kept.body.indexOf('\n') + 1).trimStart() };
  const own = author !== null && sameLogin(author, login);
  return reported && !own ? { kind: 'stored', text: description } : { kind: 'none' };
}

/** The comment that keeps the report; null when it is too long for one. */
export function originalComment({
  author,
  description,
}: Pick<Advisory, 'author' | 'description'>): string | null {
  const by = author === null ? '' : ` by ${author}`;
  const body = `${mark}${by}, kept before the description is edited.\n\n${description}`;
  return body.length > longest ? null : body;
}

/** Posts a comment unless the same one of ours is there already, so that pressing again is harmless. */
export async function postOnce(
  advisories: Pick<GitHub['advisories'], 'comments' | 'addComment'>,
  { repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>,
  login: string,
  body: string,
  signal?: AbortSignal,
): Promise<'posted' | 'there' | 'no-api'> {
  const comments = await advisories.comments(repo, ghsaId, signal);
  if (comments === null) return 'no-api';
  const same = (text: string) => text.replace(/\r\n?/g, '\n').trim() === body.replace(/\r\n?/g, '\n').trim();
  if (comments.some(entry => entry.author !== null && sameLogin(entry.author, login) && same(entry.body)))
    return 'there';
  await advisories.addComment(repo, ghsaId, body, signal);
  return 'posted';
}
