/** A text, and for each of its UTF-16 units where it begins and ends in the original. */
export interface Reading {
  readonly text: string;
  readonly at: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** A text as it stands. */
export function asWritten(text: string): Reading {
  const at = new Int32Array(text.length).map((_, i) => i);
  return { text, at, to: at.map(i => i + 1) };
}

/** Where something begins, and where it has ended. */
export type Span = readonly [start: number, end: number];

/** Where a part of a reading stands in the original. */
export function placeOf({ at, to }: Reading, index: number, length: number): { start: number; end: number } {
  return { start: at[index]!, end: to[index + length - 1]! };
}

/** A reading without what a pattern, or somebody else, takes away; the very same object where there is nothing. */
export function without(reading: Reading, gone: RegExp | Iterable<Span>): Reading {
  const { text } = reading;
  const kept: string[] = [];
  const [at, to] = [new Int32Array(text.length), new Int32Array(text.length)];
  let [length, from] = [0, 0];
  const keep = (end: number) => {
    kept.push(text.slice(from, end));
    for (; from < end; from++, length++) {
      at[length] = reading.at[from]!;
      to[length] = reading.to[from]!;
    }
  };
  for (const [start, end] of gone instanceof RegExp ? spansOf(text, gone) : gone) {
    if (start === end) continue;
    keep(start);
    from = end;
  }
  if (from === 0) return reading;
  keep(text.length);
  return { text: kept.join(''), at: at.subarray(0, length), to: to.subarray(0, length) };
}

function* spansOf(text: string, pattern: RegExp): Generator<Span> {
  for (const { 0: found, index } of text.matchAll(pattern)) yield [index, index + found.length];
}

/** Escapes in escapes are undone so often; people nest two or three (a link in a link in a page). */
const depth = 8;
const any = /%[0-9a-f]{2}|&(?:#|[a-z])|\\[ux]/i;

/** The text with percent, entity and backslash escapes undone, however they are nested. */
export function decoded(original: string): Reading {
  let reading = asWritten(original);
  for (let round = 0; round < depth && any.test(reading.text); round++) {
    const next = once(reading);
    if (next.text === reading.text) break;
    reading = next;
  }
  return reading;
}

function once({ text, at, to }: Reading): Reading {
  const made = { text: [] as string[], at: [] as number[], to: [] as number[] };
  for (let i = 0; i < text.length;) {
    const escape = escapeAt(text, i);
    const length = escape?.length ?? 1;
    for (const unit of (escape?.text ?? text[i]!).split('')) {
      made.text.push(unit);
      made.at.push(at[i]!);
      made.to.push(to[i + length - 1]!);
    }
    i += length;
  }
  return { ...made, text: made.text.join('') };
}

interface Escape {
  readonly text: string;
  readonly length: number;
}

function escapeAt(text: string, at: number): Escape | null {
  if (text[at] === '%') return percent(text.slice(at, at + 12));
  if (text[at] === '&') return entity(text.slice(at, at + 26));
  if (text[at] === '\\') return backslash(text.slice(at, at + 10));
  return null;
}

/** `%2D`, or `%E2%80%91`: UTF-8, as URLs have it. */
function percent(text: string): Escape | null {
  const lead = parseInt(/^%([0-9a-f]{2})/i.exec(text)?.[1] ?? '', 16);
  if (Number.isNaN(lead)) return null;
  const length = 3 * (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  try {
    return text.length < length ? null : { text: decodeURIComponent(text.slice(0, length)), length };
  } catch {
    return null;
  }
}

/** Those that can hide in a name (WHATWG HTML, "Named character references"). */
const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '\u00ad',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  minus: '-',
  lowbar: '_',
  commat: '@',
  period: '.',
  num: '#',
  percnt: '%',
  sol: '/',
  bsol: '\\',
  ZeroWidthSpace: '\u200b',
  NoBreak: '\u2060',
  zwj: '\u200d',
  zwnj: '\u200c',
  lrm: '\u200e',
  rlm: '\u200f',
  NegativeVeryThinSpace: '\u200b',
  NegativeThinSpace: '\u200b',
  NegativeMediumSpace: '\u200b',
  NegativeThickSpace: '\u200b',
  ApplyFunction: '\u2061',
  af: '\u2061',
  InvisibleTimes: '\u2062',
  it: '\u2062',
  InvisibleComma: '\u2063',
  ic: '\u2063',
  thinsp: ' ',
  ensp: ' ',
  emsp: ' ',
  Tab: '\t',
  NewLine: '\n',
  UnderBar: '_',
  horbar: '-',
  lbrack: '[',
  lsqb: '[',
  rbrack: ']',
  rsqb: ']',
  hairsp: ' ',
  numsp: ' ',
  puncsp: ' ',
  emsp13: ' ',
  emsp14: ' ',
  MediumSpace: ' ',
  ThinSpace: ' ',
  VeryThinSpace: ' ',
  NonBreakingSpace: ' ',
  ast: '*',
  midast: '*',
  grave: '`',
  DiacriticalGrave: '`',
  colon: ':',
  plus: '+',
  ee: 'e',
  ii: 'i',
  dd: 'd',
  DD: 'D',
  ell: 'l',
};

/** Letters of mathematics, which read as letters: `&xopf;`, `&Xfr;`, `&xscr;`. */
const letters = /^&([a-z])(?:fr|opf|scr);/i;

/**
 * The oldest names need no `;` in HTML. In markdown they do (CommonMark 2.5: such text is shown as it is), but a block or an
 * element of HTML in it goes through an HTML parser, which reads them: so they are read here. Where they are shown, the
 * scan finds a leak more rather than one less.
 */
const old = /^&(shy|nbsp|amp|AMP|lt|LT|gt|GT|quot|QUOT)/;

function entity(text: string): Escape | null {
  const code = /^&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/i.exec(text);
  if (code) return point(parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10), code[0].length);
  const letter = letters.exec(text);
  if (letter) return { text: letter[1]!, length: letter[0].length };
  const named = /^&([a-z][a-z0-9]{1,23});/i.exec(text);
  const name = named && Object.hasOwn(names, named[1]!) ? named : old.exec(text);
  return name && { text: names[name[1]!] ?? names[name[1]!.toLowerCase()]!, length: name[0].length };
}

/** `\x2d`, `\u002d`, `\u{2d}`, as source code and JSON have it. */
function backslash(text: string): Escape | null {
  const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\})/i.exec(text);
  return code && point(parseInt(code[1] ?? code[2] ?? code[3]!, 16), code[0].length);
}

function point(code: number, length: number): Escape | null {
  return code <= 0x10ffff ? { text: String.fromCodePoint(code), length } : null;
}
