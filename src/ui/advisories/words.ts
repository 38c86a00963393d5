import { coordinators } from '../../advisory/assignment.ts';
import { tagOfFlag } from '../../advisory/flags.ts';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { mixesAlphabets, stripTags } from '../../advisory/title.ts';

/** The words of rows. No `vscode` here, so that they are tested in plain mocha. */

/** "High 8.3", or null when it is not scored with CVSS v4.0, as advisories are here (devguide, "Severity scoring"). */
export function ratingWords({ severity, cvssV4 }: Advisory): string | null {
  if (severity === null || cvssV4 === null) return null;
  return cvssV4.score === null ? capital(severity) : `${capital(severity)} ${cvssV4.score.toFixed(1)}`;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** GitHub takes 1,024 characters; a row that is longer than any screen only costs time. */
const longest = 300;

/** The title as it may be shown: without the bot's tags and tricks; or the short id when titles are hidden. */
export function label({ ghsaId, title }: Advisory, hideTitles: boolean): string {
  if (hideTitles) return shortId(ghsaId);
  // What is unseen goes first: it would split a tag.
  const shown = plain(stripTags(seen(title)));
  if (shown === '') return `No readable title, ${shortId(ghsaId)}`;
  return shown.length > longest ? `${shown.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : shown;
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

/** Controls, what turns text round, and what nobody sees: format characters, fillers, blanks, selectors. */
const unseen =
  /[\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/u;

/** Scripts whose letters take another form beside a joiner or a non-joiner (Unicode 23.2.2). */
const joins = [
  'Arabic',
  'Syriac',
  'Mongolian',
  'Nko',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
]
  .concat(['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'])
  .map(script => `\\p{Script=${script}}`)
  .join('');
const picture = '\\p{Extended_Pictographic}';

/** Where one of them changes what is seen: joined letters, joined pictures, the form of a picture or an ideograph, a flag. */
const honest = [
  `(?<=[${joins}])[\\u200c\\u200d](?=[${joins}])`,
  `(?<=${picture}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=${picture})`,
  `(?<=${picture})[\\ufe0e\\ufe0f]`,
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  tagOfFlag,
];
const hidden = new RegExp(`(?!${honest.join('|')})${unseen.source}`, 'gu');

/**
 * Reports are hostile: line ends become spaces, what cannot be seen is dropped, half a character is shown as such, and no
 * text becomes an icon.
 */
export function plain(text: string): string {
  return seen(text)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\$\(/g, '$\u200a(');
}

/** A text on one line, without what cannot be seen. */
function seen(text: string): string {
  return text
    .replace(/[\s\u0085]+/g, ' ')
    .replace(hidden, '')
    .replace(/ {2,}/g, ' ');
}

/** Why a title is not what it looks like; empty for an honest one. */
export function trickWords(title: string): string[] {
  return [
    // A tab or a line end is no trick: it becomes a space.
    ...(title.replace(/[\t-\r\u0085]/g, ' ').search(hidden) >= 0
      ? ['Characters of the title that cannot be seen or turn text round are left out here.']
      : []),
    ...(mixesAlphabets(title)
      ? ['A word of the title mixes alphabets: it may not be what it looks like.']
      : []),
  ];
}
