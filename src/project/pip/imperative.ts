/** Verbs that fixes begin with. Others are not judged: `Address` and `Process` are in the imperative already. */
const verbs = new Set(
  (
    'add allow avoid block catch change check clean close compare copy correct detect disallow drop ensure escape ' +
    'exclude fix forbid handle ignore improve include keep limit make normalise normalize prevent quote raise read ' +
    'refuse reject remove rename replace report require resolve restore restrict return sanitise sanitize skip stop ' +
    'strip treat truncate update use validate verify warn'
  ).split(' '),
);

/** `Fix` for `Fixed`, `Fixes`, `Fixing`; null: nothing against the word. */
export function imperativeOf(word: string): string | null {
  const lower = word.toLowerCase();
  if (verbs.has(lower)) return null;
  const stem = /^(.+?)(?:s|es|d|ed|ing)$/.exec(lower) ? endings.map(cut => cut(lower)) : [];
  const verb = stem.find(form => verbs.has(form));
  if (verb === undefined) return null;
  return word.charAt(0) === lower.charAt(0) ? verb : verb.charAt(0).toUpperCase() + verb.slice(1);
}

/** From the ending back to the verb: `stopped`, `copies`, `closing`. */
const endings: readonly ((word: string) => string)[] = [
  word => word.replace(/ies$|ied$/, 'y'),
  word => word.replace(/(.)\1(?:ed|ing)$/, '$1'),
  word => word.replace(/(?:es|ed|ing)$/, ''),
  word => word.replace(/[sd]$/, ''),
  word => word.replace(/ing$/, 'e'),
];
