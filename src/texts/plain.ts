import { tagOfFlag } from '../advisory/flags.ts';
import { stripTags } from '../advisory/title.ts';

/**
 * Characters that turn text round, and those that nobody sees (joiners, which scripts and emoji need, stay, and the tags of a flag): the one
 * list of them.
 */
export const unseen = new RegExp(
  `(?!${tagOfFlag})` +
    '[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164' +
    '\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0001}-\\u{e007f}]',
  'gu',
);

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

const controlInText = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** A text as one line that can stand in a header: no line ends, no control characters, nothing unseen. */
export function oneLine(text: string): string {
  return text.replace(control, ' ').replace(unseen, '').replace(/ {2,}/g, ' ').trim();
}

/** A title as readers may see it: one line, without the tags of the bot. */
export function plainTitle(title: string): string {
  return stripTags(oneLine(title));
}

/**
 * A text of several lines as it was written: `\n` line ends, no blank lines around it. Its own line breaks stay
 * and nothing is wrapped, so that code stays code. Control characters, which no mail may carry, are left out.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(controlInText, '')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** An id that looks like a CVE's, or an empty text. */
export function cveIdOrNone(id: string): string {
  return /^CVE-\d{4}-\d{4,19}$/.test(id.trim()) ? id.trim() : '';
}

/** A web address that may stand on a line of its own, or an empty text. */
export function urlOrNone(url: string | null): string {
  return url !== null && /^https?:\/\/[^\s\u0000-\u001f\u007f<>"]{1,2040}$/.test(url) ? url : '';
}
