import cwe from './cwe.json' with { type: 'json' };

/**
 * The weaknesses of MITRE's Common Weakness Enumeration (CWE™), by number and name. The list is big: the host
 * answers the page's questions, the page does not carry it. Terms of use: `notice` in cwe.json.
 */
export interface Weakness {
  /** `CWE-125` */
  readonly id: string;
  readonly name: string;
}

const names: Readonly<Record<string, string>> = cwe.weaknesses;

/** The number in `CWE-125`, `cwe 125` or `125`; empty when the text is none of these. */
function numberIn(text: string): string {
  return /^\s*(?:cwe)?[\s:_-]*0*(\d{1,5})\s*$/i.exec(text)?.[1] ?? '';
}

/** `Out-of-bounds Read` for `CWE-125`; null for a number that has no weakness. */
export function weaknessName(id: string): string | null {
  const number = numberIn(id);
  return Object.hasOwn(names, number) ? names[number]! : null;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const all = Object.entries(names).map(([number, name]) => ({
  id: `CWE-${number}`,
  number,
  name,
  words: plain(name).split(' '),
}));

/** Weaknesses by number (`125`, `cwe-125`) or by words (`out of bounds read`), best first. */
export function searchWeaknesses(words: string, limit = 20): Weakness[] {
  const number = numberIn(words.slice(0, 200));
  const asked = plain(words.slice(0, 200)).split(' ').filter(Boolean);
  if (asked.length === 0) return [];
  const scored = all.flatMap(entry => {
    const score = number ? byNumber(entry.number, number) : byWords(entry.words, asked);
    return score > 0 ? [{ entry, score }] : [];
  });
  scored.sort((a, b) => b.score - a.score || Number(a.entry.number) - Number(b.entry.number));
  return scored.slice(0, limit).map(({ entry: { id, name } }) => ({ id, name }));
}

/** The number itself, then numbers that begin with it. */
function byNumber(number: string, asked: string): number {
  if (number === asked) return 2;
  return number.startsWith(asked) ? 1 : 0;
}

/** Each word that was asked for must begin a word of the name; whole words, runs and short names come first. */
function byWords(words: readonly string[], asked: readonly string[]): number {
  let score = 0;
  for (const word of asked) {
    if (words.includes(word)) score += 3;
    else if (words.some(other => other.startsWith(word))) score += 1;
    else return 0;
  }
  const run = ` ${words.join(' ')} `.includes(` ${asked.join(' ')}`);
  return score + (run ? 4 : 0) + asked.length / words.length;
}
