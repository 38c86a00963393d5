import { asWritten, decoded, without, type Reading } from './decode.ts';
import { withoutMarks, withoutMarkup } from './markup.ts';

/**
 * A text as a reader (or a search engine) takes it in: without what can be slipped between the letters of a name
 * to hide it. `at[i]` and `to[i]` are where the i-th character begins and ends in the original.
 */
export type Normal = Reading;

/** A text in the forms that are searched. */
export interface Readings {
  readonly written: Reading;
  /** For ids: lower case, without markdown decoration, white space after a dash closed. */
  readonly ids: readonly Normal[];
  /** For what keeps its case and its `_`: tokens and addresses. */
  readonly words: readonly Normal[];
}

/** Zero-width, bidi and other invisible characters, soft hyphens, controls that are no white space. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?![\t-\r])\p{Cc}/u;
/** Dashes that look like the one in an id. */
const dash = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

/** The text as it stands, as a page that renders its markup shows it, and as one does that renders next to none. */
export function readingsOf(original: string): Readings {
  const whole = decoded(original);
  const forms = new Map(
    [whole, withoutMarkup(whole), withoutMarks(whole)].map(form => [form.text, form] as const),
  );
  const words = [...forms.values()].map(folded);
  return { written: asWritten(original), ids: words.map(tight), words };
}

/** A name as it is searched for. */
export function normalise(name: string): Normal {
  return tight(folded(decoded(name)));
}

/**
 * NFKC, invisible characters dropped, every dash a `-`; without markdown's emphasis, code and escapes. `_` stays: it is
 * a letter of tokens and addresses.
 */
function folded(reading: Reading): Normal {
  const plain = /^[\t-\r\x20-\x7e]*$/.test(reading.text) ? reading : folding(reading);
  return without(plain, /[*`~\\]+/g);
}

function folding({ text, at, to }: Reading): Normal {
  const made = { text: [] as string[], at: [] as number[], to: [] as number[] };
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i);
    // Nothing to fold in what can be seen of ASCII.
    const seen = code >= 0x20 && code < 0x7f;
    const character = seen ? text[i]! : String.fromCodePoint(text.codePointAt(i)!);
    for (const unit of seen ? character : character.normalize('NFKC')) {
      if (!seen && invisible.test(unit)) continue;
      for (const half of (!seen && dash.test(unit) ? '-' : unit).split('')) {
        made.text.push(half);
        made.at.push(at[i]!);
        made.to.push(to[i + character.length - 1]!);
      }
    }
    i += character.length;
  }
  return { ...made, text: made.text.join('') };
}

/** Lower case, without `_`; line wraps inside an id (`GHSA-\n7q4m`) are closed by dropping white space after a dash. */
function tight(reading: Reading): Normal {
  const { text, at, to } = without(without(reading, /_+/g), /(?<=-)\s+/g);
  const lower = text.toLowerCase();
  // `İ` becomes two: then each letter by itself, where none may.
  const same = lower.length === text.length;
  return { text: same ? lower : text.replace(/[^\u0130]+/g, part => part.toLowerCase()), at, to };
}

/** The readings that say something else than the text as it is written. */
export function others(written: Reading, readings: readonly Normal[]): Normal[] {
  return readings.filter(({ text }) => text !== written.text);
}
