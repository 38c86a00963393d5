import { coordinators } from '../../advisory/assignment.ts';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';

/** The words of rows. No `vscode` here, so that they are tested in plain mocha. */

/** "High 8.3", or null when it is not scored with CVSS v4.0, as advisories are here (devguide, "Severity scoring"). */
export function ratingWords({ severity, cvssV4 }: Advisory): string | null {
  if (severity === null || cvssV4 === null) return null;
  return cvssV4.score === null ? capital(severity) : `${capital(severity)} ${cvssV4.score.toFixed(1)}`;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The title as it may be shown: without the bot's tags and tricks; or the short id when titles are hidden. */
export function label(advisory: Advisory, hideTitles: boolean): string {
  return hideTitles ? shortId(advisory.ghsaId) : plain(stripTags(advisory.title));
}

/** "You coordinate." or "nutmeg-core coordinates."; empty for nobody. */
export function coordinatorWords(advisory: Advisory, login: string): string {
  const names = coordinators(advisory);
  if (names.some(name => name.toLowerCase() === login.toLowerCase())) return 'You coordinate.';
  if (names.length === 0) return '';
  return `${names.join(' and ')} ${names.length === 1 ? 'coordinates' : 'coordinate'}.`;
}

/** A phrase within a sentence: "port to a public pull request"; abbreviations stay ("CVE ID"). */
export function within(phrase: string): string {
  return /^[A-Z](?![A-Z])/.test(phrase) ? phrase.charAt(0).toLowerCase() + phrase.slice(1) : phrase;
}

/** "8 January 2027", in UTC: of days that are counted so. */
export function dateWords(date: Date): string {
  return dates.format(date);
}

/** "8 January 2027", the day by this machine's clock: of moments that are ours, as the steps say them. */
export function ownDateWords(date: Date): string {
  return dateWords(new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())));
}

// Making one costs more than all else of a row.
const dates = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "1 day", "4 days" */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Reports are hostile: bidi controls are dropped, line ends become spaces, and no text becomes an icon. */
export function plain(text: string): string {
  return text
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\$\(/g, '$\u200a(');
}
