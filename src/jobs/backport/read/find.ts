import {
  GitHubError,
  orHidden,
  type Comment,
  type GitHub,
  type Mention,
  type Pull,
} from '../../../github/index.ts';
import {
  linkedIssues,
  livingBranches,
  profileOf,
  type BackportRules,
  type Branch,
} from '../../../project/index.ts';
import type { Round } from './round.ts';

/** The fix on main that is backported. */
export interface Original {
  readonly repo: string;
  /** Of its pull request. */
  readonly number: number;
  readonly issues: readonly number[];
  /** Where its backports go. */
  readonly bases: readonly string[];
  /** Of its merge; null: not merged, or not said. */
  readonly commit: string | null;
}

/** Where pull requests are named. */
export interface Places {
  /** By the issue's list. */
  readonly listed: readonly number[];
  readonly mentions: readonly Mention[];
  /** Below the main pull request: bedevere names each backport there. */
  readonly comments: readonly Comment[];
}

/** Numbers of the pull requests that may be backports of a fix, each once. */
export function candidates({ repo, number }: Original, { listed, mentions, comments }: Places): number[] {
  const rules = profileOf(repo).backports;
  const here = mentions.filter(
    mention =>
      mention.isPull && mention.repo.toLowerCase() === repo.toLowerCase() && maybeBackport(rules, mention),
  );
  const told = comments.flatMap(({ body }) => {
    const named = /^\[GH-(\d+)\]\(\S+\) is a backport of this pull request/.exec(body.trim());
    return named ? [Number(named[1])] : [];
  });
  const all = new Set([...listed, ...told, ...here.map(mention => mention.number)]);
  return [...all].filter(other => other !== number);
}

/** Its title is one of a maintenance branch, or its text says where it was picked from. */
function maybeBackport(rules: BackportRules | null, { title, body }: Mention): boolean {
  return (rules?.readTitle(title) ?? null) !== null || /\(cherry picked from commit /.test(body);
}

/** What is asked where, and how long. */
interface Looking {
  readonly branches: readonly Branch[];
  readonly existing: readonly string[] | null;
  readonly round: Round;
  readonly signal: AbortSignal | undefined;
}

/**
 * The backports among the candidates. For a branch without one that lives, the newest pull requests into it are looked through,
 * too: one that somebody opened by hand may be named nowhere.
 */
export async function backportsAmong(
  github: GitHub,
  original: Original,
  numbers: readonly number[],
  { branches, existing, round, signal }: Looking,
): Promise<Pull[]> {
  const { repo } = original;
  const found = new Map<number, Pull>();
  for (const number of numbers) {
    const pull = await github.pulls.get(repo, number, signal).catch(gone);
    if (pull && isBackport(pull, original, true)) found.set(number, pull);
  }
  // Before the merge there is nothing to pick.
  if (original.commit === null) return [...found.values()];
  for (const { branch } of livingBranches(branches)) {
    if (existing !== null && !existing.includes(branch)) continue;
    const there = [...found.values()].filter(({ base }) => base === branch);
    if (there.some(({ merged, state }) => merged || state === 'open')) continue;
    const newest = await round.once(`${repo} into ${branch}`, () =>
      orHidden(github.pulls.newestInto(repo, branch, signal)),
    );
    for (const pull of newest ?? []) {
      if (isBackport(pull, original, false)) found.set(pull.number, pull);
    }
  }
  return [...found.values()];
}

/**
 * Is a pull request a backport of the fix? By the number in its title (that of the issue is a slip) or the commit in its
 * branch's name; where neither names anything else, by the issue, or because one of our places names it (`named`).
 */
export function isBackport(pull: Pull, original: Original, named: boolean): boolean {
  if (!original.bases.includes(pull.base) || pull.number === original.number) return false;
  const rules = profileOf(original.repo).backports;
  const head = rules?.readHead(pull.headRef) ?? null;
  if (head && original.commit !== null) {
    if (original.commit.startsWith(head.sha)) return true;
  }
  const titled = rules?.readTitle(pull.title)?.pull ?? null;
  if (titled !== null) return titled === original.number || original.issues.includes(titled);
  if (head && original.commit !== null) return false;
  const issues = linkedIssues(pull);
  return issues.length === 0 ? named : issues.some(issue => original.issues.includes(issue));
}

/** An issue's list is text: it may name what is no pull request. */
function gone(error: unknown): null {
  if (error instanceof GitHubError && (error.kind === 'not-found' || error.kind === 'forbidden')) return null;
  throw error;
}
