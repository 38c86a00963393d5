import type { Canary } from './canary.ts';

/** Case, white space, a diff's marks, JSON's escapes (also nested ones) and a URL's hide nothing. */
const plain = (text: string) =>
  text
    .replace(/(?:%[0-9a-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString())
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .toLowerCase()
    .replace(/\\+[nrt]/g, '\n')
    .replace(/^[-+]/gm, ' ')
    .replace(/\\+(["'/])/g, '$1')
    .replace(/\\+/g, '\\')
    .replace(/[+\s]+/g, ' ');

/** What a text looks like within base64, at whichever of three places it begins (`user:token` in a header). */
function base64(text: string): string[] {
  return [0, 1, 2].map(shift => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
    // What the neighbours have a part in is cut off.
    return whole.slice(shift === 0 ? 0 : 4, -4).toLowerCase();
  });
}

const formsOf = new Map<string, readonly string[]>();
function forms(text: string): readonly string[] {
  let known = formsOf.get(text);
  if (!known) {
    known = [
      plain(text).trim(),
      ...base64(text)
        .filter(form => form.length >= 12)
        .map(plain),
    ];
    formsOf.set(text, known);
  }
  return known;
}

/** These bytes as text: of one byte a letter, of UTF-8, of two bytes a letter (at an even place and at an odd one). */
function texts(buffer: Buffer): string[] {
  const found = [buffer.toString('latin1')];
  if (/[\x80-\xff]/.test(found[0]!)) found.push(buffer.toString('utf8'));
  if (buffer.includes(0)) found.push(found[0]!.replaceAll('\0', ''));
  if (/(?:[ -~]\0){4}/.test(found[0]!))
    found.push(buffer.toString('utf16le'), buffer.subarray(1).toString('utf16le'));
  return found.map(plain);
}

/** The canaries in these bytes: as text of one or two bytes a letter, escaped, wrapped, or in base64. */
export function look<T extends { readonly text: string }>(
  bytes: Uint8Array | string,
  canaries: readonly T[],
): T[] {
  const read = texts(Buffer.from(bytes as Uint8Array));
  return canaries.filter(({ text }) => forms(text).some(form => read.some(words => words.includes(form))));
}

/** `where: kind: text`, one line each. */
export function lines(where: string, bytes: Uint8Array | string, canaries: readonly Canary[]): string[] {
  return look(bytes, canaries).map(({ kind, text }) => `${where}: ${kind}: ${text}`);
}
