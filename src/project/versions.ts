/** One end of a range. */
export interface Bound {
  readonly version: string;
  /** Does the version itself belong to the range? */
  readonly included: boolean;
}

/** Affected versions as GitHub writes them; a missing end is open. `= 1.2` has the same version at both ends. */
export interface VersionRange {
  readonly low: Bound | null;
  readonly high: Bound | null;
}

/** A number; `3.x` and `3.*` are none. */
const version = String.raw`(?!\S*\.[xX*])\d[0-9A-Za-z.+_-]{0,63}`;
const part = new RegExp(String.raw`^(<=|>=|<|>|=) ?(${version})$`);

/** The longest range that is looked at; nobody writes longer ones. */
const longest = 512;

/**
 * Reads `< 3.16.0`, `>= 3.11.0, < 3.11.16`, `= 3.12.1`: the forms of GitHub's advisory database. The space after
 * the sign may be missing, the order of the two ends does not matter. null: not readable.
 */
export function readRange(text: string): VersionRange | null {
  if (text.length > longest) return null;
  const parts = text
    .trim()
    .split(/\s*,\s*/)
    .map(one => part.exec(one));
  if (parts.length > 2) return null;
  let low: Bound | null = null;
  let high: Bound | null = null;
  for (const found of parts) {
    const [, sign, name] = found ?? [];
    if (!sign || !name) return null;
    const bound = { version: name, included: sign.includes('=') };
    if (sign === '=') return parts.length === 1 ? { low: bound, high: bound } : null;
    if (sign.startsWith('<')) {
      if (high) return null;
      high = bound;
    } else {
      if (low) return null;
      low = bound;
    }
  }
  return { low, high };
}

/** Ways people write a range, and GitHub's way; tried in order on each piece. */
const rewrites: readonly (readonly [RegExp, string])[] = [
  [/≤|=</g, '<='],
  [/≥|=>/g, '>='],
  [/={2,3}/g, '='],
  [/\bv(?=\d)/gi, ''],
  [/\s+(?:and|&&)\s+(?=[<>])/gi, ', '],
  [/(\d[\w.+-]*)\s+(?=[<>])/g, '$1, '],
  [/\s*([<>]=?|=)\s*/g, ' $1 '],
  [/\s+,/g, ','],
  [/^(?:versions?\s+)?(?:before|prior to|earlier than|older than|below)\s+/i, '< '],
  [/^(?:versions?\s+)?(?:up to and including|through)\s+/i, '<= '],
  [/^(?:versions?\s+)?(\d[\w.+-]*) (?:and|or) (?:earlier|older|below)$/i, '<= $1'],
  [/^(?:versions?\s+)?(\d[\w.+-]*) (?:and|or) (?:later|newer|above)$/i, '>= $1'],
  [/^(?:from\s+)?(\d[\w.+]*)\s+(?:-|–|to|through)\s+(\d[\w.+]*)$/i, '>= $1, <= $2'],
  [/^(?:\*|all(?: versions)?|any(?: version)?)$/i, '>= 0'],
  [/^(?:versions?\s+)?(\d[\w.+]*)$/i, '= $1'],
];

/**
 * A text that `readRange` refuses, in GitHub's way where it has one clear meaning: one text for each range it
 * names, or null.
 */
export function repairRange(text: string): string[] | null {
  if (text.length > longest || readRange(text)) return null;
  const pieces = text
    .split(/\s*(?:\|\||;|\n)\s*/)
    .map(piece => rewrites.reduce((now, [from, to]) => now.trim().replace(from, to), piece).trim());
  return pieces.every(piece => readRange(piece)) ? pieces : null;
}

/**
 * `before 3.16.0`, `from 3.11.0 before 3.11.16`, `through 3.15.2`, `3.12.1`, in the words of cve.org: to be read
 * after "versions". Empty: all of them.
 */
export function rangeInWords({ low, high }: VersionRange): string {
  if (low && high && low.version === high.version) return low.version;
  const from = low && low.version !== '0' ? `${low.included ? 'from' : 'after'} ${low.version}` : '';
  const to = high ? `${high.included ? 'through' : 'before'} ${high.version}` : '';
  if (from && !to && low?.included) return `${low.version} and later`;
  return `${from} ${to}`.trim();
}

/** Which of two versions comes first, as Python orders them: `3.15.0a7` before `3.15.0`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [key(a), key(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const stages = new Map(Object.entries({ dev: -4, a: -3, alpha: -3, b: -2, beta: -2, c: -1, rc: -1 }));

/** Numbers in order; a letter stands for how far before (or after) the release it is. */
function key(text: string): number[] {
  const tokens = text.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
  return tokens.map(token => (/\d/.test(token) ? Number(token) : (stages.get(token) ?? 0)));
}
