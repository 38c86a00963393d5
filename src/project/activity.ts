import { startOf } from './days.ts';
import type { Member } from './members.ts';

/** An advisory, as far as a report on activity looks at it. */
export interface WorkedOn {
  readonly open: boolean;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Logins of the credits of type coordinator. */
  readonly coordinators: readonly string[];
  /** null: its comments cannot be read. */
  readonly comments: readonly Remark[] | null;
}

export interface Remark {
  /** null: a deleted account. */
  readonly author: string | null;
  /** When it was written, ISO 8601. */
  readonly createdAt: string;
}

/** A number of advisories. */
export interface Count {
  readonly seen: number;
  /** False: there may be more that could not be read. */
  readonly whole: boolean;
}

export type Exemption = 'Release Manager' | 'Steering Council';

/** `unknown`: nothing was seen, and not everything could be looked at. Never called inactive. */
export type Verdict = 'active' | 'exempt' | 'inactive' | 'unknown';

/** What one member did. */
export interface MemberActivity {
  readonly member: Member;
  readonly coordinated: Count;
  readonly commented: Count;
  /** When something of theirs was last seen (ISO 8601); null: never since the report begins. */
  readonly last: string | null;
  readonly exempt: readonly Exemption[];
  readonly verdict: Verdict;
}

export interface ActivityFacts {
  readonly members: readonly Member[];
  /** Logins of members who are on the Steering Council. */
  readonly council: readonly string[];
  /** The first day that counts. */
  readonly since: string;
  readonly advisories: readonly WorkedOn[];
  /** False: there are, or may be, advisories that are not among them. */
  readonly whole: boolean;
  /** Logins that GitHub does not know (any more). */
  readonly gone?: readonly string[];
}

/**
 * Who coordinated or commented since a day (PEP 811, "PSRT Membership Policy"). Coordinated: a credit as coordinator on
 * an advisory that was open or changed in that time. Commented: a comment that was written in it, whatever the state.
 */
export function activityOf(facts: ActivityFacts): MemberActivity[] {
  const from = startOf(facts.since);
  const worked = facts.advisories.filter(({ open, updatedAt }) => open || !(Date.parse(updatedAt) < from));
  const readable = facts.advisories.every(({ comments }) => comments !== null);
  const has = (logins: readonly string[], login: string) =>
    logins.some(name => name.toLowerCase() === login.toLowerCase());

  return facts.members.map(member => {
    const coordinated = worked.filter(({ coordinators }) => has(coordinators, member.login));
    const remarks = facts.advisories.map(({ comments }) =>
      (comments ?? []).filter(
        ({ author, createdAt }) =>
          author !== null && has([author], member.login) && !(Date.parse(createdAt) < from),
      ),
    );
    const commented = remarks.filter(list => list.length > 0).length;
    const exempt: Exemption[] = [
      ...(member.releaseManager ? ['Release Manager' as const] : []),
      ...(has(facts.council, member.login) ? ['Steering Council' as const] : []),
    ];
    const known = facts.whole && readable && !has(facts.gone ?? [], member.login);
    return {
      member,
      coordinated: { seen: coordinated.length, whole: facts.whole },
      commented: { seen: commented, whole: facts.whole && readable },
      last: latest(
        [
          ...coordinated.map(({ updatedAt }) => updatedAt),
          ...remarks.flat().map(({ createdAt }) => createdAt),
        ],
        from,
      ),
      exempt,
      verdict: verdictOf({ acted: coordinated.length + commented > 0, exempt: exempt.length > 0, known }),
    };
  });
}

function verdictOf(of: {
  readonly acted: boolean;
  readonly exempt: boolean;
  readonly known: boolean;
}): Verdict {
  if (of.acted) return 'active';
  if (of.exempt) return 'exempt';
  return of.known ? 'inactive' : 'unknown';
}

/** The last of some times; one of before the report begins says nothing about it. */
function latest(times: readonly string[], from: number): string | null {
  const all = times.map(time => Date.parse(time)).filter(time => time >= from);
  return all.length === 0 ? null : new Date(Math.max(...all)).toISOString();
}
