/**
 * A text as a reader (or a search engine) takes it in: without what can be slipped between the letters of a name
 * to hide it. `at[i]` is the offset in the original of the i-th character; `at[length]` is the original's length.
 */
export interface Normal {
  readonly text: string;
  readonly at: readonly number[];
}

/** Zero-width, bidi and other invisible characters, soft hyphens, markdown emphasis and escapes. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/;
const decoration = /[*_`~\\]/;
/** Dashes that look like the one in an id. */
const dash = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

/**
 * Lower case, NFKC, percent and entity escapes decoded, invisible characters and markdown decoration dropped,
 * every dash a `-`. Line wraps inside an id (`GHSA-\n7q4m`) are closed by dropping white space after a dash.
 */
export function normalise(original: string): Normal {
  const out: string[] = [];
  const at: number[] = [];
  const push = (text: string, offset: number) => {
    for (const unit of text) {
      if (decoration.test(unit) || invisible.test(unit)) continue;
      const plain = dash.test(unit) ? '-' : unit;
      if (/\s/.test(plain) && out.at(-1) === '-') continue;
      for (const code of plain.split('')) {
        out.push(code);
        at.push(offset);
      }
    }
  };
  for (let i = 0; i < original.length;) {
    const escape = decode(original, i);
    if (escape) {
      push(escape.text.normalize('NFKC').toLowerCase(), i);
      i += escape.length;
      continue;
    }
    const code = original.charCodeAt(i);
    // Most of a diff: nothing to normalise in ASCII but its case.
    if (code < 0x80) {
      push(original[i]!.toLowerCase(), i);
      i++;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(i)!);
    push(character.normalize('NFKC').toLowerCase(), i);
    i += character.length;
  }
  at.push(original.length);
  return { text: out.join(''), at };
}

/** `%2D` or `&#45;` at an offset, as the character it stands for. */
function decode(text: string, at: number): { text: string; length: number } | null {
  if (text[at] === '%') {
    const code = /^%([2-7][0-9a-f])/i.exec(text.slice(at, at + 3));
    return code ? { text: String.fromCharCode(parseInt(code[1]!, 16)), length: 3 } : null;
  }
  if (text[at] === '&') {
    const code = /^&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/i.exec(text.slice(at, at + 10));
    if (!code) return null;
    const point = code[1] ? parseInt(code[1], 16) : Number(code[2]);
    return point <= 0x10ffff ? { text: String.fromCodePoint(point), length: code[0].length } : null;
  }
  return null;
}
