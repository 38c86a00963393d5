import { scanText, type LeakFinding } from './scan.ts';
import type { Secrets } from './secrets.ts';

/** A finding that the coordinator kept, one at a time, with a reason. */
export interface Overruled {
  readonly id: string;
  readonly reason: string;
}

export type Declassified =
  | { readonly ok: true; readonly text: PublicText }
  | { readonly ok: false; readonly findings: readonly LeakFinding[] };

const placeholder = '[public text]';
/** Only this module can make a `PublicText`: nobody else holds the key. */
const key = Symbol('declassified');
let make: (text: string) => PublicText;
let read: (value: unknown) => string;

/**
 * Text that has crossed the public line (design 3). It is not assignable to or from `string`, so it cannot slip
 * into a raw call; a value parsed from JSON is refused at run time; printed anywhere it shows a placeholder.
 * Every method that writes to a public place takes this and nothing else.
 */
export class PublicText {
  readonly #text: string;

  /** Not for use: `declassify` is the only way. */
  private constructor(made: typeof key, text: string) {
    if (made !== key) throw new TypeError('PublicText comes from declassify() only.');
    this.#text = text;
  }

  /** Fills the one permitted hole, `{issue}`, with the issue's number, and nothing else. */
  withIssue(number: number): PublicText {
    if (!Number.isSafeInteger(number) || number <= 0) {
      throw new TypeError('An issue number is a positive whole number.');
    }
    return new PublicText(key, this.#text.replaceAll('{issue}', String(number)));
  }

  toString(): string {
    return placeholder;
  }

  toJSON(): string {
    return placeholder;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return placeholder;
  }

  static {
    make = text => new PublicText(key, text);
    read = value => {
      if (typeof value !== 'object' || value === null || !(#text in value)) {
        throw new TypeError('Only text that passed the public line may become public.');
      }
      return value.#text;
    };
  }
}

/**
 * Lets a text cross the public line, or says what is against it. Findings that are `refused` hold it back unless
 * they were overruled; `warned` ones were shown and do not.
 */
export function declassify(
  text: string,
  secrets: Secrets,
  overruled: readonly Overruled[] = [],
): Declassified {
  const open = scanText(text, secrets).filter(
    ({ id, severity }) =>
      severity === 'refused' && !overruled.some(kept => kept.id === id && kept.reason.trim() !== ''),
  );
  return open.length === 0 ? { ok: true, text: make(text) } : { ok: false, findings: open };
}

/**
 * The text itself, for the floors that write it to a public place (lint keeps everyone else out).
 * @throws TypeError for anything but the real thing, such as a value that was parsed from JSON.
 */
export function publicString(text: PublicText): string {
  return read(text);
}

/** Is `text` exactly what is there, but for its line ends? */
export function samePublicText(text: PublicText, there: string): boolean {
  return tidyText(read(text)) === tidyText(there);
}

/** Text as it is compared with what GitHub shows: bots may change line ends, nothing else. */
export function tidyText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
