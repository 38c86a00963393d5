import type { Member } from './members.ts';

/** The team that is the canonical list of members (PEP 811, "GitHub Security Advisories and GitHub Team"). */
export const responseTeam = { org: 'python', slug: 'psrt' } as const;

/** Somebody who can read an advisory, and why ("reporter", "team psrt"). */
export interface Seeing {
  readonly login: string;
  readonly why: readonly string[];
}

/** What one list has and another one has not; `unknown` names what could not be read. */
export interface Difference {
  /** On the published list, and not there. Where something is unknown: as far as it could be read. */
  readonly missing: readonly Member[];
  /** There, and not on the published list. */
  readonly more: readonly Seeing[];
  readonly unknown: readonly string[];
}

/** The published list against a team; `logins` is null where GitHub does not show its members. */
export function teamDifference(
  published: readonly Member[],
  team: string,
  logins: readonly string[] | null,
): Difference {
  if (logins === null) return { missing: [], more: [], unknown: [team] };
  return difference(
    published,
    logins.map(login => ({ login, why: [team] })),
    [],
  );
}

/**
 * The published list against everybody who can read an advisory. While a team or the admins are unknown, nobody is
 * said to be missing: they may be among those.
 */
export function readerDifference(
  published: readonly Member[],
  readers: { readonly people: readonly Seeing[]; readonly unknown: readonly string[] },
): Difference {
  const found = difference(published, readers.people, readers.unknown);
  return readers.unknown.length === 0 ? found : { ...found, missing: [] };
}

function difference(
  published: readonly Member[],
  people: readonly Seeing[],
  unknown: readonly string[],
): Difference {
  const key = (login: string) => login.toLowerCase();
  const there = new Set(people.map(({ login }) => key(login)));
  const listed = new Set(published.map(({ login }) => key(login)));
  return {
    missing: published.filter(({ login }) => !there.has(key(login))),
    more: people.filter(({ login }) => !listed.has(key(login))).map(({ login, why }) => ({ login, why })),
    unknown,
  };
}
