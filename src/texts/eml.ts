import { oneLine } from './plain.ts';

/** A mail as it goes out: plain text, headers of one line each. */
export interface OutgoingMail {
  readonly to: string;
  /** Empty: none. */
  readonly replyTo: string;
  readonly subject: string;
  readonly body: string;
}

/** The longest line that a message may have (RFC 5322 2.1.1), and the longest with an encoded word (RFC 2047 2). */
const longest = { line: 998, folded: 78, encoded: 76 } as const;

/**
 * A mail as a file (RFC 5322, 2045, 2047), ASCII with `\r\n` line ends. `X-Unsent` lets a mail program open it for
 * editing; who sends it and when are for that program to say.
 */
export function eml({ to, replyTo, subject, body }: OutgoingMail): string {
  const text = body.replace(/\r\n?|\n/g, '\r\n');
  const plain = isPlain(text);
  return [
    'X-Unsent: 1',
    header('To', addresses(to)),
    ...(oneLine(replyTo) === '' ? [] : [header('Reply-To', addresses(replyTo))]),
    header('Subject', oneLine(subject)),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`,
    '',
    plain ? text : lines(base64(text), longest.encoded).join('\r\n'),
  ].join('\r\n');
}

/** May the text stand as it is: ASCII without control characters, in lines that are not too long? */
function isPlain(text: string): boolean {
  return /^[\t\r\n\x20-\x7e]*$/.test(text) && text.split('\r\n').every(line => line.length <= longest.line);
}

/** Addresses one by one, so that a line can end between them. */
function addresses(text: string): string {
  return oneLine(text).replace(/\s*,\s*/g, ', ');
}

/** A header, folded; in encoded words where it is no ASCII, looks like encoded words, or would be too long. */
function header(name: string, value: string): string {
  const start = `${name}: `;
  const ascii = /^[\x20-\x7e]*$/.test(value) && !value.includes('=?');
  if (ascii) {
    const folded = fold(start, value);
    if (folded.every(line => line.length <= longest.line)) return folded.join('\r\n');
  }
  return start + encodedWords(value, longest.encoded - start.length).join('\r\n ');
}

/** Lines that end before a space: what unfolds them takes the line end away and leaves the space. */
function fold(start: string, value: string): string[] {
  const folded = [start.trimEnd()];
  for (const word of value.split(' ')) {
    const line = folded.at(-1)!;
    const first = folded.length === 1 && line.length < start.length;
    if (first || line.length + 1 + word.length <= longest.folded)
      folded[folded.length - 1] = `${line} ${word}`;
    else folded.push(` ${word}`);
  }
  return folded;
}

/** The text as base64 words of whole characters, the first of which has only so much room. */
function encodedWords(text: string, firstRoom: number): string[] {
  const [prefix, suffix] = ['=?UTF-8?B?', '?='];
  // One column of every further line is the space before the word.
  const room = (index: number) =>
    (index === 0 ? firstRoom : longest.encoded - 1) - prefix.length - suffix.length;
  const words: string[] = [''];
  for (const character of text) {
    const next = words.at(-1)! + character;
    if (base64(next).length <= room(words.length - 1)) words[words.length - 1] = next;
    else words.push(character);
  }
  return words.map(word => `${prefix}${base64(word)}${suffix}`);
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''));
}

function lines(text: string, length: number): string[] {
  return text.match(new RegExp(`.{1,${length}}`, 'g')) ?? [];
}
