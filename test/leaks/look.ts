import type { Canary } from './canary.ts';

/** Case, white space, JSON's escapes and a URL's hide nothing. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/\\[nrt]|%20|%0a|%0d|\+|\s/g, ' ')
    .replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\(["'/\\])/g, '$1')
    .replace(/ {2,}/g, ' ');

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
    known = [plain(text), ...base64(text).filter(form => form.length >= 12)];
    formsOf.set(text, known);
  }
  return known;
}

/** The canaries in these bytes: as text of one or two bytes a letter, escaped, wrapped, or in base64. */
export function look(bytes: Uint8Array | string, canaries: readonly Canary[]): Canary[] {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes);
  const texts = [plain(buffer.toString('latin1'))];
  if (buffer.includes(0)) texts.push(plain(buffer.toString('latin1').replaceAll('\0', '')));
  return canaries.filter(({ text }) => forms(text).some(form => texts.some(words => words.includes(form))));
}

/** `where: kind: text`, one line each. */
export function lines(where: string, bytes: Uint8Array | string, canaries: readonly Canary[]): string[] {
  return look(bytes, canaries).map(({ kind, text }) => `${where}: ${kind}: ${text}`);
}
