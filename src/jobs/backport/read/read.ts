import { shortId } from '../../../advisory/model.ts';
import { orHidden, type GitHub, type Mention, type Timeline } from '../../../github/index.ts';
import type { BackportFacts } from '../../../process/backports/types.ts';
import {
  cycleFor,
  linkedIssues,
  linkedPulls,
  profileOf,
  readGaveUp,
  type Branch,
} from '../../../project/index.ts';
import { backportsAmong, candidates } from './find.ts';
import { factsOfPull } from './pull.ts';
import { Releases } from './release.ts';
import { repositoryFacts } from './repository.ts';
import { Round } from './round.ts';
import { isBot } from './strangers.ts';
import type { BackportsOf } from './types.ts';

/**
 * Looks for the backports of a fix on GitHub, one request at a time, and without the search, which lags: by the issue's
 * list of linked pull requests, by who mentions the issue and the main pull request, and by their titles and branches.
 * What cannot be read is null; @throws GitHubError where the main pull request itself cannot be read.
 */
export async function readBackports(
  github: GitHub,
  about: BackportsOf,
  signal?: AbortSignal,
): Promise<BackportFacts> {
  const { repo, links, shared: round = new Round() } = about;
  const main = await github.pulls.get(repo, links.pull, signal);
  const timeline = await github.issues.timeline(repo, links.pull, signal);
  const issues = [...new Set([...(links.issue === null ? [] : [links.issue]), ...linkedIssues(main)])];
  const { listed, unread, mentions } = await readIssues(github, repo, issues, signal);
  const branches = branchesOf(about, main.base);
  const bases = branches.map(({ branch }) => branch).filter(branch => branch !== main.base);
  const original = { repo, number: main.number, issues, bases, commit: timeline.mergeCommit };

  const repository = await repositoryFacts(github, repo, round, signal);
  const found = await backportsAmong(
    github,
    original,
    candidates(original, {
      listed: listed ?? [],
      mentions: [...timeline.mentions, ...mentions],
      comments: timeline.comments,
    }),
    { branches, existing: repository.existing, round, signal },
  );
  const releases = new Releases(github, repo, branches, round);
  const known = [about.me, main.author, timeline.mergedBy];
  const parts = { repo, listed, releases, known };
  const pulls: BackportFacts['pulls'][number][] = [];
  for (const pull of found) pulls.push(await factsOfPull(github, { ...parts, pull }, signal));
  return {
    ...repository,
    ...{ repo, issues, unread, pulls, branches },
    sharedWith: sharing(about, issues),
    // It is the fix itself: whoever ported it chose it.
    main: { ...(await factsOfPull(github, { ...parts, pull: main, timeline }, signal)), stranger: false },
    askedAt: askedAt(repo, timeline),
    candidates: await releases.candidates(signal),
    gaveUp: timeline.comments.flatMap(({ author, body, at }) => {
      const said = isBot(repo, author) ? readGaveUp(body) : null;
      return said ? [{ branch: said.branch, conflict: said.conflict, at }] : [];
    }),
    me: about.me,
    logins: Object.fromEntries(
      about.members.filter(({ releaseManager }) => releaseManager).map(({ name, login }) => [name, login]),
    ),
    notNeeded: about.notNeeded,
    accepted: about.accepted ?? {},
    at: new Date().toISOString(),
  };
}

/** What the issues of a fix list (null: none of them has a list), who mentions them, and which could not be read. */
async function readIssues(
  github: GitHub,
  repo: string,
  issues: readonly number[],
  signal: AbortSignal | undefined,
): Promise<{
  readonly listed: readonly number[] | null;
  readonly unread: readonly number[];
  readonly mentions: readonly Mention[];
}> {
  const lists: (readonly number[])[] = [];
  const unread: number[] = [];
  const mentions: Mention[] = [];
  for (const issue of issues) {
    const read = await orHidden(github.issues.get(repo, issue, signal));
    if (read === null) {
      unread.push(issue);
      continue;
    }
    const list = linkedPulls(read.body);
    if (list !== null) lists.push(list);
    mentions.push(...((await orHidden(github.issues.timeline(repo, issue, signal)))?.mentions ?? []));
  }
  return { listed: lists.length === 0 ? null : lists.flat(), unread, mentions };
}

/** When a label asked for a branch the last time. */
function askedAt(repo: string, { labelled }: Timeline): Record<string, string> {
  const rules = profileOf(repo).backports;
  return Object.fromEntries(
    labelled.flatMap(({ name, at }) => {
      const branch = rules?.branchOf(name) ?? null;
      return branch === null ? [] : [[branch, at]];
    }),
  );
}

/** The branches of the release cycle, or those that the project's templates name. */
function branchesOf({ repo, cycle }: BackportsOf, main: string): readonly Branch[] {
  const { branches } = cycleFor(repo, cycle);
  if (branches.some(({ branch }) => branch === main)) return branches;
  const entry = { branch: main, version: main, status: 'feature' } as const;
  const own = { ...entry, releaseManager: null, firstRelease: null, endOfLife: null };
  return branches === cycle.branches ? branches : [own, ...branches];
}

/** Other advisories of this repository whose fix names one of the issues. */
function sharing({ repo, advisory, known }: BackportsOf, issues: readonly number[]): string[] {
  const others = known.filter(
    links =>
      links.repo.toLowerCase() === repo.toLowerCase() &&
      links.ghsaId.toLowerCase() !== advisory.ghsaId.toLowerCase() &&
      links.issue !== null &&
      issues.includes(links.issue),
  );
  return [...new Set(others.map(({ ghsaId }) => shortId(ghsaId)))];
}
