/** `url.<base>.insteadOf = <prefix>`, or pushInsteadOf. */
export interface Rewrite {
  readonly base: string;
  readonly prefix: string;
}

/**
 * What git makes of an address, or null when no rule fits: the longest prefix wins, and among equals the first one
 * read (`alias_url` in git's remote.c). What comes out is not rewritten again.
 */
export function rewritten(url: string, rules: readonly Rewrite[]): string | null {
  let best: Rewrite | null = null;
  for (const rule of rules) {
    if (url.startsWith(rule.prefix) && (best === null || rule.prefix.length > best.prefix.length))
      best = rule;
  }
  return best && best.base + url.slice(best.prefix.length);
}
