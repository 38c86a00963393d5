/** Is it a fix of this issue: by its title (`gh-210501: …`), or by the words that let GitHub close it? */
export function fixes({ title, body }: Words, issue: number, repo: string): boolean {
  return issueIn(title) === issue || closes(body, repo).includes(issue);
}

/** The issues of a repository that a pull request closes (docs.github.com, "Linking a pull request to an issue"). */
export function closes(body: string, repo: string): number[] {
  const words =
    /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?(?:#|gh-)(\d{1,9})\b/gi;
  return [...body.matchAll(words)].flatMap(([, where = repo, number]) =>
    where.toLowerCase() === repo.toLowerCase() ? [Number(number)] : [],
  );
}

/** The issue that a pull request's title names: `gh-210501: …`, also behind `[3.14]` or inside of `Revert "…"`. */
export function issueIn(title: string): number | null {
  const number = /^(?:\s*\[\d+\.\d+\])?\s*(?:revert\s+)?"?\s*gh-(\d{1,9})\b/i.exec(title)?.[1];
  return number === undefined ? null : Number(number);
}

/** `[3.14] gh-210501: … (GH-210502)` (bedevere's `TITLE_RE` without its end). */
export function isBackportTitle(title: string): boolean {
  return /^\s*\[\d+\.\d+\]/.test(title);
}

interface Words {
  readonly title: string;
  readonly body: string;
}

interface Reverted {
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly mergeCommit: string | null;
}

/**
 * Does a pull request take another one back? By a line with the words of GitHub's button (`Reverts
 * python/cpython#210502`), by the commit that git names, or by a title that says so (`Revert "gh-210501: …"`).
 */
export function isRevertOf({ title, body }: Words, of: Reverted): boolean {
  const reverts = /^[ \t]*(?:this )?reverts (?:([\w.-]+\/[\w.-]+))?(?:#|gh-)(\d{1,9})\b/gim;
  for (const [, repo = of.repo, number] of body.matchAll(reverts)) {
    if (repo.toLowerCase() === of.repo.toLowerCase() && Number(number) === of.number) return true;
  }
  const commits = [...body.matchAll(/^[ \t]*(?:this )?reverts commit\s+([0-9a-f]{7,40})\b/gim)];
  if (of.mergeCommit !== null && commits.some(([, sha]) => of.mergeCommit!.startsWith(sha!.toLowerCase()))) {
    return true;
  }
  const quoted = /^(?:\s*\[\d+\.\d+\])?\s*(?:gh-\d{1,9}:\s*)?revert\s+["“](.+)["”]/i.exec(title)?.[1];
  return quoted !== undefined && same(quoted, of);
}

/** Does it speak of a revert in a line that names the other one? People say also that none is needed. */
export function speaksOfRevert({ title, body }: Words, { number }: Pick<Reverted, 'number'>): boolean {
  const named = new RegExp(`(?:#|\\bgh-|/pull/)${number}\\b`, 'i');
  return [title, ...body.split(/\r?\n/)].some(line => named.test(line) && /\brevert/i.test(line));
}

/** A quoted title: the pull request's own, or that of its commit (`… (#210502)`). */
function same(
  quoted: string,
  { title, number }: { readonly title: string; readonly number: number },
): boolean {
  const words = quoted.trim();
  return (
    words === title.trim() ||
    words === `${title.trim()} (#${number})` ||
    words === `${title.trim()} (GH-${number})`
  );
}

/**
 * A pull request as people name it: its number, `#210502`, `gh-210502`, or its address on GitHub. Null: none, or one of
 * another repository.
 */
export function parsePull(text: string, repo: string): number | null {
  const words = text.trim();
  const plain = /^(?:#|gh-)?(\d{1,9})$/i.exec(words)?.[1];
  if (plain !== undefined) return Number(plain) || null;
  const named = /^([\w.-]+\/[\w.-]+)#(\d{1,9})$/.exec(words);
  const path = URL.canParse(words) ? new URL(words).pathname : '';
  const address = /^\/([\w.-]+\/[\w.-]+)\/(?:pull|issues)\/(\d{1,9})(?:\/|$)/.exec(path);
  const [, where = '', number = ''] = named ?? address ?? [];
  return where.toLowerCase() === repo.toLowerCase() ? Number(number) || null : null;
}
