import type { Advisory } from '../../advisory/model.ts';
import { creditOf, creditWords, writeCredits, type Wish } from './credits.ts';
import { changed, ended, look, there } from './outcomes.ts';
import type { DecideParts, Outcome } from './types.ts';

/**
 * Writes down whether a reporter wants to be credited. Whoever is credited already stays credited as they are: no
 * answer about reporting takes away a credit for other work, and coordinators are assigned by theirs. `insteadOf`: the
 * account that reported, where the credit is to go to another one of the same person.
 */
export async function recordCredit(
  parts: DecideParts,
  seen: Advisory,
  answer: 'credit' | 'no-credit',
  reporter: string,
  insteadOf?: string,
): Promise<Outcome> {
  const now = await look(parts);
  const had = creditOf(now, reporter);
  const wish = (login: string, type: Wish['type']): Wish =>
    type === null && !forReport(creditOf(now, login))
      ? { login, type: creditOf(now, login) }
      : { login, type };
  const wishes = [
    wish(reporter, answer === 'credit' ? (had ?? 'reporter') : null),
    ...(insteadOf === undefined ? [] : [wish(insteadOf, null)]),
  ];
  const note = noteOf(answer, reporter, had);
  if (wishes.every(({ login, type }) => creditOf(now, login) === type)) return there(now, note);
  return ended(seen, now) ? changed(now) : writeCredits(parts, now, wishes, note);
}

function noteOf(answer: 'credit' | 'no-credit', login: string, had: Wish['type']): string | null {
  if (had === null || had === 'reporter') return null;
  if (answer === 'credit')
    return `${login} is credited as ${creditWords(had)}: GitHub keeps one credit for each person.`;
  return forReport(had)
    ? `${login} was credited as ${creditWords(had)}.`
    : `${login} stays credited as ${creditWords(had)}.`;
}

/** A credit for the report itself: the answer is about this one. */
function forReport(type: Wish['type']): boolean {
  return type === 'reporter' || type === 'finder';
}
