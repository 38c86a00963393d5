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

/** What people call the weaknesses that advisories name most: they are found by these words too, and come first. */
const usual: Readonly<Record<string, string>> = {
  20: 'validation',
  22: 'path traversal zip slip tar directory',
  59: 'symlink',
  74: 'injection',
  77: 'shell',
  78: 'shell',
  79: 'xss',
  88: 'option dash',
  89: 'sqli',
  93: 'header injection newline',
  94: 'rce eval',
  113: 'header injection newline',
  116: 'escaping quoting',
  120: 'overflow',
  121: 'overflow',
  122: 'overflow',
  125: 'oob overread',
  190: 'overflow',
  200: 'leak',
  203: 'timing side channel',
  295: 'tls ssl hostname',
  327: 'weak cipher',
  330: 'prng seed',
  347: 'signature',
  352: 'csrf',
  362: 'race',
  367: 'toctou',
  400: 'dos denial of service',
  401: 'leak',
  407: 'quadratic slow dos',
  409: 'zip bomb',
  415: 'double free',
  416: 'uaf dangling pointer',
  426: 'hijack',
  427: 'hijack dll',
  444: 'smuggling',
  476: 'null crash segfault',
  502: 'pickle deserialisation',
  601: 'open redirect',
  611: 'xxe',
  617: 'assert crash',
  674: 'stack overflow',
  732: 'mode umask',
  770: 'dos memory',
  772: 'leak',
  776: 'billion laughs xml bomb',
  787: 'oob overwrite',
  835: 'endless hang dos',
  908: 'uninitialised memory',
  918: 'ssrf',
  1333: 'redos regexp backtracking',
};

const all = Object.entries(names).map(([number, name]) => ({
  id: `CWE-${number}`,
  number,
  name,
  words: plain(name).split(' '),
  also: plain(usual[number] ?? '').split(' '),
}));

/** Weaknesses by number (`125`, `cwe-125`) or by words (`out of bounds read`), best first. */
export function searchWeaknesses(words: string, limit = 20): Weakness[] {
  const number = numberIn(words.slice(0, 200));
  const asked = plain(words.slice(0, 200)).split(' ').filter(Boolean);
  if (asked.length === 0) return [];
  const scored = all.flatMap(entry => {
    const score = number ? byNumber(entry.number, number) : byWords(entry, asked);
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

/**
 * Each word that was asked for must begin a word of the name, or one that people use for it. The usual ones, whole
 * words, words of the name, words in its order and short names come first.
 */
function byWords(
  { words, also }: { words: readonly string[]; also: readonly string[] },
  asked: readonly string[],
) {
  let score = also[0] === '' ? 0 : 6;
  for (const word of asked) {
    if (words.includes(word)) score += 3;
    else if (also.includes(word)) score += 2;
    else if ([...words, ...also].some(other => other.startsWith(word))) score += 1;
    else return 0;
  }
  const run = ` ${words.join(' ')} `.includes(` ${asked.join(' ')} `);
  return score + (run ? 4 : 0) + asked.length / words.length;
}
