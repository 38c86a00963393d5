import type { BackportTitle, PickedCommit } from '../backports.ts';
import { commitMessage } from '../pickedMessage.ts';

/**
 * How CPython's bots and `cherry_picker` write backports, as pure functions. Sources: bedevere `backport.py` and
 * `util.py`, miss-islington `tasks.py`, cherry_picker 2.6 (`/work/shared/facts/cpython.md` 2).
 */

/** bedevere's `TITLE_RE`: only such a title is linked, and gets labels. */
const linkedTitle = /^\s*\[(\d+\.\d+)\].+\((?:GH-|#)(\d+)\)/i;
/** bedevere's `MAINTENANCE_BRANCH_TITLE_RE`: what the check `bedevere/maintenance-branch-pr` wants. */
const branchTitle = /^\s*\[(\d+\.\d+)\].+/;

/** `needs backport to 3.14` */
export function backportLabel(branch: string): string {
  return `needs backport to ${branch}`;
}

/** The branch that a label asks a backport for: the last word of one that begins so (miss-islington). */
export function branchOfLabel(label: string): string | null {
  return /^needs backport to(?:.*\s)?(\S+)\s*$/.exec(label)?.[1] ?? null;
}

/** `#` before a number of five digits or more becomes `GH-`, as cherry_picker's `fix_commit_msg` has it. */
export function withoutHashes(text: string): string {
  return text.replace(/\B#(?=[1-9][0-9]{4,}\b)/g, 'GH-');
}

/** Reads a title as bedevere does; null: not a title of a maintenance branch. */
export function readBackportTitle(title: string): BackportTitle | null {
  const linked = linkedTitle.exec(title);
  if (linked) return { branch: linked[1]!, pull: Number(linked[2]) };
  const named = branchTitle.exec(title);
  return named && { branch: named[1]!, pull: null };
}

/** `[3.14] gh-210457: Honour the option (GH-210461)`, from any title that the original or the backport has. */
export function backportTitle(branch: string, title: string, pull: number): string {
  return `[${branch}] ${plainTitle(title)} (GH-${pull})`;
}

/** A title without branch and without the numbers of pull requests at its end. */
export function plainTitle(title: string): string {
  return title
    .replace(/^(?:\s*\[\d+\.\d+\])+\s*/, '')
    .replace(/(?:\s*\((?:GH-|#)\d+\))+\s*$/i, '')
    .trim();
}

/** `backport-0123abc-3.14`, as cherry_picker names it. */
export function backportBranch(sha: string, branch: string): string {
  return `backport-${sha.slice(0, 7)}-${branch}`;
}

/** The commit and the branch that a head branch of cherry_picker names (`backport-0123abc-3.14`). */
export function readBackportBranch(name: string): { readonly sha: string; readonly branch: string } | null {
  const found = /^backport-([0-9a-f]{7,40})-(\d+\.\d+)$/.exec(name);
  return found && { sha: found[1]!, branch: found[2]! };
}

/** The line that a person would type: `cherry_picker <sha> 3.12`. */
export function cherryPickerLine(sha: string, branch: string): string {
  return `cherry_picker ${sha} ${branch}`;
}

/**
 * The commit message of a backport, as cherry_picker makes it: `[X.Y] ` before the subject, `#` as `GH-`, then
 * "(cherry picked from commit …)", and the author as the first of the trailers.
 */
export function backportMessage(branch: string, picked: PickedCommit): string {
  const message = withoutHashes(picked.message);
  const [subject = ''] = message.trim().split('\n');
  return commitMessage(`[${branch}] ${subject.replace(/^(?:\s*\[\d+\.\d+\])+\s*/, '').trim()}`, {
    ...picked,
    message,
  });
}

/** Title and body of the pull request, as cherry_picker takes them from the commit message. */
export function backportPull(message: string): { readonly title: string; readonly body: string } {
  const [title = '', ...rest] = message.trim().split('\n');
  return { title, body: rest.join('\n').replace(/^\n+/, '') };
}

/** Pull requests that an issue's block names, in its order, each once; null: there is no block (bedevere `util.py`). */
export function linkedPulls(issueBody: string): number[] | null {
  const block = /<!-- gh-linked-prs -->([\s\S]*?)<!-- \/gh-linked-prs -->/.exec(issueBody)?.[1];
  if (block === undefined) return null;
  const numbers = [...block.matchAll(/(?:(?:^|[^\w-])(?:GH-|#)|\/pull\/)(\d+)\b/gi)].map(([, digits]) =>
    Number(digits),
  );
  return [...new Set(numbers)];
}

/** Issues that a pull request's block names, each once; else the one of its title. */
export function linkedIssues({ title, body }: { readonly title: string; readonly body: string }): number[] {
  const blocks = body.matchAll(/<!-- gh-issue-number:[^>]*-->([\s\S]*?)<!-- \/gh-issue-number -->/g);
  const named = [...blocks].flatMap(([, text = '']) =>
    [...text.matchAll(/Issue:\s*(?:gh-|#)(\d+)/gi)].map(([, digits]) => Number(digits)),
  );
  // What stands before the colon; later ones are mentions. bedevere takes the first, wherever it is.
  const words = plainTitle(title);
  const before = numbersIn(words.slice(0, Math.max(0, words.indexOf(':'))));
  const titled = before.length > 0 ? before : numbersIn(words).slice(0, 1);
  return [...new Set([...titled, ...named])];
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(/\bgh-(\d+)/gi)].map(([, digits]) => Number(digits));
}

/** The bot's word that it could not make a backport. */
export interface GaveUpWords {
  readonly branch: string;
  /** What it wanted to pick. */
  readonly sha: string | null;
  /** false: of something else than a conflict. */
  readonly conflict: boolean;
}

/** miss-islington's three ways to give up, of which only the first is about the change; null: another comment. */
const givingUp = [
  /could not cleanly backport this to `([^`\s]+)`/i,
  /had trouble checking out the `([^`\s]+)` backport branch/i,
  /having trouble backporting to `([^`\s]+)`/i,
] as const;

export function readGaveUp(comment: string): GaveUpWords | null {
  for (const [at, rule] of givingUp.entries()) {
    const branch = rule.exec(comment)?.[1];
    const sha = /cherry_picker ([0-9a-f]{7,40})\s/.exec(comment)?.[1] ?? null;
    if (branch !== undefined) return { branch, sha, conflict: at === 0 };
  }
  return null;
}

/** A title that GitHub's form cut and went on with in the body, as a whole (bedevere's `normalize_title`). */
export function wholeTitle(title: string, body: string): string {
  if (!title.endsWith('…') || !body.startsWith('…')) return title;
  return title.slice(0, -1) + (body.slice(1).split('\n', 1)[0] ?? '').trimEnd();
}
