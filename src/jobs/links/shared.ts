import { isCoordinator, sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { AdvisoryComment, GitHub } from '../../github/index.ts';
import { readLinks, type AdvisoryLinks } from '../../texts/index.ts';
import { placeOf } from './place.ts';

/** A list of links with the fix in it, that somebody wrote into the discussion. */
export interface SharedLinks {
  readonly links: AdvisoryLinks & { readonly pull: number };
  readonly author: string;
  /** ISO 8601 */
  readonly at: string;
}

/**
 * Whose lists are believed: ours, and those of team members and of coordinators who accepted that credit: anybody in the
 * advisory can be named one. Of the reporter never.
 */
export interface Believed {
  readonly me: string;
  /** Is it one of the team? */
  readonly member: (login: string) => boolean;
}

/** The newest believed list in the discussion that names the fix; null: there is none, or no discussion can be read. */
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
    // A newer list may be of backports only.
    if (links !== null && links.pull !== null)
      return { links: { ...links, pull: links.pull }, author, at: createdAt };
  }
  return null;
}

function isBelieved(login: string, advisory: Advisory, { me, member }: Believed): boolean {
  if (sameLogin(login, me)) return true;
  const { reported, author, creditStates } = advisory;
  // A reporter who writes such a list would choose what is taken for the fix.
  if (reported && author !== null && sameLogin(login, author)) return false;
  const accepted = creditStates[login.toLowerCase()] === 'accepted';
  return member(login) || (accepted && isCoordinator(advisory, login));
}
