import { repoName, type Advisory } from '../advisory/model.ts';

/** Somebody who can read an advisory. */
export interface Reader {
  readonly login: string;
  /** "reporter", "collaborator", "team psrt", "admin" */
  readonly why: readonly string[];
  /** Is mailed by a comment: takes part in the advisory, not only may read it. */
  readonly mailed: boolean;
}

export interface Readers {
  readonly people: readonly Reader[];
  /** Whose members could not be read: "team psrt", "admins of python/cpython". */
  readonly unknown: readonly string[];
  /** It is published: everybody can read it, whoever is listed here. */
  readonly everybody?: true;
}

/**
 * Everybody who can read an advisory, each once, in the order of their logins. Teams by slug; null or absent: they
 * could not be read. GitHub lists no security managers of an organization; they can read it, too.
 */
export function readersOf({
  advisory,
  teams,
  admins,
}: {
  readonly advisory: Advisory;
  readonly teams: Readonly<Record<string, readonly string[] | null>>;
  readonly admins: readonly string[] | null;
}): Readers {
  const found = new Map<string, Reader>();
  const unknown: string[] = [];
  const add = (login: string, why: string, mailed: boolean) => {
    const key = login.toLowerCase();
    const known = found.get(key) ?? { login, why: [], mailed: false };
    const reasons = known.why.includes(why) ? known.why : [...known.why, why];
    found.set(key, { login: known.login, why: reasons, mailed: known.mailed || mailed });
  };
  if (advisory.author !== null) add(advisory.author, advisory.reported ? 'reporter' : 'author', true);
  for (const login of advisory.users) add(login, 'collaborator', true);
  for (const slug of new Set(advisory.teams)) {
    const members = Object.hasOwn(teams, slug) ? teams[slug] : null;
    if (members) for (const login of members) add(login, `team ${slug}`, true);
    else unknown.push(`team ${slug}`);
  }
  if (admins === null) unknown.push(`admins of ${repoName(advisory.repo)}`);
  for (const login of admins ?? []) add(login, 'admin', false);
  const people = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reader]) => reader);
  return { people, unknown, ...(advisory.state === 'published' ? { everybody: true as const } : {}) };
}

/** Who can read it now and could not when `seen` (logins in any casing) was written down. */
export function newReaders(people: readonly Reader[], seen: readonly string[]): Reader[] {
  const known = new Set(seen.map(login => login.toLowerCase()));
  return people.filter(({ login }) => !known.has(login.toLowerCase()));
}

/** The logins of `seen` that can read it no more. */
export function goneReaders(people: readonly Reader[], seen: readonly string[]): string[] {
  const now = new Set(people.map(({ login }) => login.toLowerCase()));
  return seen.filter(login => !now.has(login.toLowerCase()));
}
