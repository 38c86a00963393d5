/**
 * A line fit for the log: ids of advisories, names of private forks, tokens, addresses and query strings are
 * replaced by their kind.
 */
export function redact(line: string): string {
  return line
    .replace(/(https?:\/\/[^\s?#]{1,2000})[?#][^\s]*/g, '$1?…')
    .replace(/\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]+/g, '<token>')
    .replace(/\b(basic|bearer|token)\s+[A-Za-z0-9+/_.=-]{8,}/gi, '$1 <token>')
    .replace(/\/\/[^/@\s]{1,255}@/g, '//<user>@')
    .replace(/[A-Za-z0-9._-]{1,80}-ghsa(?:-[0-9a-z]{4}){3}/gi, '<private fork>')
    .replace(/ghsa(?:-[0-9a-z]{4}){3}/gi, '<advisory>')
    .replace(
      /[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
      '<e-mail>',
    );
}
