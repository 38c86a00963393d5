import { broughtBetween, subjectsBetween, type Brought, type Git, type Scratch } from '../../git/index.ts';
import type { CameWith } from './types.ts';

/** What a branch lacks of the lines that a fix touches. */
export interface Lacking {
  readonly main: string;
  readonly tip: string;
  readonly paths: readonly string[];
  readonly lines: readonly string[];
}

/** Shorter lines (`return None`) come with many commits. */
const shortestTelling = 12;

/**
 * With which commit of main the lines came that a branch lacks, and whether the branch has it as a backport. Only
 * what came to main since the branch was made is looked at; null: the lines are older than that, or nobody knows.
 */
export async function cameWith(
  git: Git,
  scratch: Scratch,
  { main, tip, paths, lines }: Lacking,
  signal?: AbortSignal,
): Promise<CameWith | null> {
  const telling = lines.filter(line => line.trim().length >= shortestTelling);
  if (telling.length === 0) return null;
  const commits = await broughtBetween(git, scratch, { from: tip, to: main }, paths, signal);
  const brought = bringers(commits, telling);
  if (brought.length === 0) return null;
  const there = await subjectsBetween(git, scratch, { from: main, to: tip }, signal);
  // What the branch lacks says most.
  const lacked = brought.find(commit => !hasBackport(there, commit));
  const [first] = brought;
  return { commit: nameOf(lacked ?? first!), there: lacked === undefined };
}

/** The newest commit of each line; the one that brought most of them first. */
function bringers(commits: readonly Brought[], lines: readonly string[]): Brought[] {
  const counts = new Map<Brought, number>();
  for (const line of lines) {
    const last = commits.find(commit => commit.lines.has(line));
    if (last) counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([commit]) => commit);
}

/** A backport names main's pull request: `[3.12] gh-210421: Cut at the size (GH-210430) (#210455)`. */
function hasBackport(subjects: readonly string[], { subject }: Brought): boolean {
  const pull = /\((?:GH-|#)(\d+)\)\s*$/i.exec(subject)?.[1];
  return pull !== undefined && subjects.some(text => new RegExp(`\\((?:GH-|#)${pull}\\)`, 'i').test(text));
}

/** `gh-210421`, else the pull request, else the commit. */
function nameOf({ commit, subject }: Brought): string {
  const issue = /^(?:\[[^\]]+\]\s*)?((?:gh|bpo)-\d+)/i.exec(subject)?.[1];
  return issue?.toLowerCase() ?? /\((#\d+)\)\s*$/.exec(subject)?.[1] ?? commit.slice(0, 7);
}
