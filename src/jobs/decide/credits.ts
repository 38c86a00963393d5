import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory, Credit, CreditType } from '../../advisory/model.ts';
import { browser, changed, done, look, orRefused, there } from './outcomes.ts';
import type { DecideParts, Outcome, Undo } from './types.ts';

/** As what somebody is to be credited; null: not at all. */
export interface Wish {
  readonly login: string;
  readonly type: CreditType | null;
}

/** As what somebody is credited; null: not at all. */
export function creditOf({ credits }: Pick<Advisory, 'credits'>, login: string): CreditType | null {
  return credits.find(credit => sameLogin(credit.login, login))?.type ?? null;
}

/** `remediation developer` */
export function creditWords(type: CreditType): string {
  return type.replaceAll('_', ' ');
}

/** Why somebody's credit goes when they get another; null where they have none. */
export function replacedNote(now: Advisory, login: string, me: string): string | null {
  const had = creditOf(now, login);
  if (had === null || had === 'coordinator') return null;
  const who = sameLogin(login, me) ? 'You were' : `${login} was`;
  return `${who} credited as ${creditWords(had)} before: GitHub keeps one credit for each person.`;
}

/**
 * Credits some people as wished and leaves everybody else's credit as `now`, read directly before, has it: GitHub
 * replaces the list whole. What it then did not keep is said. (What somebody adds between that look and our write is
 * lost unseen: GitHub offers nothing against it.)
 */
export function writeCredits(
  parts: DecideParts,
  now: Advisory,
  wishes: readonly Wish[],
  note: string | null = null,
): Promise<Outcome> {
  return write(parts, now, wishes, note, answer => undoOf(parts, wishesFrom(now, wishes), answer));
}

async function write(
  parts: DecideParts,
  now: Advisory,
  wishes: readonly Wish[],
  note: string | null,
  undo: (answer: Advisory) => Undo | null,
): Promise<Outcome> {
  if (fulfilled(now, wishes)) return there(now, note);
  const credits = withWishes(now.credits, wishes);
  return orRefused(now, async () => {
    const { github, repo, ghsaId, signal } = parts;
    const answer = await github.advisories.update(repo, ghsaId, { credits }, signal);
    const lost = lostFrom(credits, answer);
    if (!fulfilled(answer, wishes)) return browser(answer, `${lost ?? notKept} Change it on GitHub.`);
    return done(answer, undo(answer), [note, lost].filter(part => part !== null).join(' '));
  });
}

const notKept = 'GitHub did not keep the change of the credits.';

/** The credits with the wishes in them: in their place, at the end where they are new. One for each of those people. */
export function withWishes(credits: readonly Credit[], wishes: readonly Wish[]): Credit[] {
  const open = [...wishes];
  const kept = credits.flatMap((credit): Credit[] => {
    if (!wishes.some(({ login }) => sameLogin(login, credit.login))) return [credit];
    const at = open.findIndex(({ login }) => sameLogin(login, credit.login));
    const [wish] = at === -1 ? [] : open.splice(at, 1);
    return wish?.type ? [{ login: credit.login, type: wish.type }] : [];
  });
  return [...kept, ...open.flatMap(({ login, type }) => (type ? [{ login, type }] : []))];
}

function fulfilled(advisory: Advisory, wishes: readonly Wish[]): boolean {
  return wishes.every(({ login, type }) => creditOf(advisory, login) === type);
}

/** What those people have, as wishes. */
function wishesFrom(advisory: Advisory, people: readonly Wish[]): Wish[] {
  return people.map(({ login }) => ({ login, type: creditOf(advisory, login) }));
}

function lostFrom(sent: readonly Credit[], answer: Advisory): string | null {
  const kept = ({ login, type }: Credit) =>
    answer.credits.some(credit => sameLogin(credit.login, login) && credit.type === type);
  const lost = sent.filter(credit => !kept(credit)).map(({ login }) => login);
  if (lost.length === 0) return null;
  return `GitHub dropped the credit${lost.length > 1 ? 's' : ''} of ${lost.join(', ')}.`;
}

/** Only the credits of the people of this change go back; others may have changed meanwhile. */
function undoOf(parts: DecideParts, before: readonly Wish[], left: Advisory): Undo {
  const after = wishesFrom(left, before);
  return async signal => {
    const again = { ...parts, signal };
    const now = await look(again);
    if (fulfilled(now, before)) return there(now);
    if (!fulfilled(now, after)) return changed(now);
    return write(again, now, before, null, () => null);
  };
}
