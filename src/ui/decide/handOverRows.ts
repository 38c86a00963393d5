import { coordinators, sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import { dayWords } from '../../process/words.ts';
import type { Member } from '../../project/index.ts';

export interface MemberRow {
  readonly login: string;
  /** "2 open, last change 12 Nov" */
  readonly words: string;
  /** Release managers need not coordinate (devguide, "New report in GHSA"). */
  readonly exempt: boolean;
}

/**
 * Who may take over: the members without `me` and without who coordinates already, those with the fewest open
 * advisories first, release managers at the end. What is open comes from the advisories that are known here.
 */
export function memberRows(
  members: readonly Member[],
  advisories: readonly Advisory[],
  of: Advisory,
  me: string,
  now: Date,
): MemberRow[] {
  const out = [me, ...coordinators(of)];
  const rows = members
    .filter(({ login }) => !out.some(name => sameLogin(name, login)))
    .map(member => {
      const open = openOf(advisories, member.login);
      return {
        login: member.login,
        words: wordsOf(open, now),
        exempt: member.releaseManager,
        count: open.length,
      };
    });
  rows.sort(
    (a, b) =>
      Number(a.exempt) - Number(b.exempt) || a.count - b.count || a.login.localeCompare(b.login, 'en'),
  );
  return rows.map(({ login, words, exempt }) => ({ login, words, exempt }));
}

function openOf(advisories: readonly Advisory[], login: string): Advisory[] {
  return advisories.filter(
    advisory =>
      (advisory.state === 'triage' || advisory.state === 'draft') &&
      coordinators(advisory).some(name => sameLogin(name, login)),
  );
}

function wordsOf(open: readonly Advisory[], now: Date): string {
  const last = Math.max(
    ...open.map(({ updatedAt }) => Date.parse(updatedAt)).filter(time => !Number.isNaN(time)),
  );
  const when = Number.isFinite(last) ? `, last change ${dayWords(new Date(last), now)}` : '';
  return open.length === 0 ? 'none open' : `${open.length} open${when}`;
}

/** Why a text is no login; null when it may be one. GitHub's own rule for user names. */
export function loginProblem(text: string): string | null {
  return /^@?[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]+)?$/i.test(text.trim())
    ? null
    : 'A login has letters, digits and single hyphens.';
}

/** A login as typed, without the @ before it. */
export function loginOf(text: string): string {
  return text.trim().replace(/^@/, '');
}
