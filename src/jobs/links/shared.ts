import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { AdvisoryComment, GitHub } from '../../github/index.ts';
import { readLinks, type AdvisoryLinks } from '../../texts/index.ts';
import { placeOf } from './place.ts';

/** A list of links that somebody wrote into the discussion. */
export interface SharedLinks {
  readonly links: AdvisoryLinks;
  readonly author: string;
  /** ISO 8601 */
  readonly at: string;
}

/** Whose lists are believed: ours, and those of coordinators and team members; of the reporter never. */
export interface Believed {
  readonly me: string;
  readonly member: (login: string) => boolean;
}

/** The newest list of links in the discussion that is believed; null: there is none, or no discussion can be read. */
export async function readShared(
  { advisories }: { readonly advisories: Pick<GitHub['advisories'], 'comments'> },
  advisory: Advisory,
  believed: Believed,
  signal?: AbortSignal,
): Promise<SharedLinks | null> {
  const comments = await advisories.comments(advisory.repo, advisory.ghsaId, signal);
  return comments === null ? null : newestShared(comments, advisory, believed);
}

export function newestShared(
  comments: readonly AdvisoryComment[],
  advisory: Advisory,
  believed: Believed,
): SharedLinks | null {
  const place = placeOf(advisory);
  for (const { author, body, createdAt } of [...comments].reverse()) {
    if (author === null || !isBelieved(author, advisory, believed)) continue;
    const links = readLinks(body, place);
    if (links !== null) return { links, author, at: createdAt };
  }
  return null;
}

function isBelieved(login: string, { reported, author }: Advisory, { me, member }: Believed): boolean {
  if (sameLogin(login, me)) return true;
  // A reporter who writes such a list would choose what is taken for the fix.
  if (reported && author !== null && sameLogin(login, author)) return false;
  return member(login);
}
