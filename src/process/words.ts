import { botDue } from './clock.ts';
import type { AdvisoryBot } from '../project/index.ts';

/** Words of times, people and numbers. Times are those of this machine's clock and zone. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "12 Nov", with the year where it is another one than now's. */
export function dayWords(date: Date, now: Date): string {
  const words = `${date.getDate()} ${months[date.getMonth()]}`;
  return date.getFullYear() === now.getFullYear() ? words : `${words} ${date.getFullYear()}`;
}

/** "13:20" */
export function timeWords(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** "asked 12 Nov"; only "asked" where the time cannot be read or has not come yet (clocks differ). */
export function dated(verb: string, at: string | undefined, now: Date): string {
  const date = past(at, now);
  return date === null ? verb : `${verb} ${dayWords(date, now)}`;
}

/** "20 Nov 13:50"; null where the time cannot be read or has not come yet. */
export function momentWords(at: string, now: Date): string | null {
  const date = past(at, now);
  return date === null ? null : `${dayWords(date, now)} ${timeWords(date)}`;
}

/** "GitHub makes it, since 13:20"; with the day where it is another one than today. */
export function since(words: string, at: string, now: Date): string {
  const date = past(at, now);
  return date === null ? words : `${words}, since ${moment(date, now)}`;
}

/** "asked 13:20, bot at 14:00", "asked 13:20, bot was due at 14:00", or without a time that is not known. */
export function askedBot(askedAt: string | undefined, now: Date, bot: AdvisoryBot): string {
  const asked = past(askedAt, now);
  const whenAsked = asked === null ? 'asked' : `asked ${moment(asked, now)}`;
  return `${whenAsked}, ${botWords(asked?.toISOString() ?? null, now, bot, asked ?? now)}`;
}

/** "bot at 14:00"; "bot was due at 14:00". With the day where it is another one than that of `said`. */
export function botWords(since: string | null, now: Date, bot: AdvisoryBot, said: Date = now): string {
  const { at, late } = botDue(since, now, bot);
  const on = sameDay(at, said) ? '' : `${dayWords(at, now)} `;
  return `bot ${late ? 'was due at' : 'at'} ${on}${timeWords(at)}`;
}

/** "parsley-dev", "you and nutmeg-core", "ann, ben and 2 more". Names that are no logins are not shown. */
export function people(logins: readonly string[], shown = 3): string {
  const names = logins.map(plainLogin);
  if (names.length > shown)
    return `${names.slice(0, shown - 1).join(', ')} and ${names.length - shown + 1} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A login as GitHub makes them (managed users have a `_`, apps end in `[bot]`); anything else is "somebody". */
export function plainLogin(login: string): string {
  return /^[\w-]{1,64}(\[bot\])?$/.test(login) ? login : 'somebody';
}

/** "no findings", "1 finding", "2 findings"; `plural` where an s is not enough. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number === 0 ? 'no' : number} ${number === 1 ? noun : plural}`;
}

/** "13:20" today, else "12 Nov 13:20". */
function moment(date: Date, now: Date): string {
  return sameDay(date, now) ? timeWords(date) : `${dayWords(date, now)} ${timeWords(date)}`;
}

function past(at: string | undefined, now: Date): Date | null {
  const date = new Date(at ?? '');
  return Number.isNaN(date.getTime()) || date > now ? null : date;
}

function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
