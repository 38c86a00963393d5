import { shortId } from '../../../advisory/model.ts';
import { orHidden, type GitHub } from '../../../github/index.ts';
import type { BackportFacts } from '../../../process/backports/types.ts';
import { profileOf, type Branch } from '../../../project/index.ts';
import { linkedIssues, linkedPulls, readGaveUp } from '../../../project/cpython/backport.ts';
import { backportsAmong, candidates } from './find.ts';
import { factsOfPull } from './pull.ts';
import { Releases } from './release.ts';
import type { BackportsOf } from './types.ts';

/** The bot's accounts, as an app and as a user. */
const bots = /^miss-islington/i;

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
  const { repo, links } = about;
  const main = await github.pulls.get(repo, links.pull, signal);
  const timeline = await github.issues.timeline(repo, links.pull, signal);
  const issues = [...new Set([...(links.issue === null ? [] : [links.issue]), ...linkedIssues(main)])];
  const lists: (readonly number[] | null)[] = [];
  const mentions = [...timeline.mentions];
  for (const issue of issues) {
    const read = await orHidden(github.issues.get(repo, issue, signal));
    lists.push(read && linkedPulls(read.body));
    const said = read && (await orHidden(github.issues.timeline(repo, issue, signal)));
    mentions.push(...(said?.mentions ?? []));
  }
  const listed = lists.every(list => list === null) ? null : lists.flatMap(list => list ?? []);
  const branches = branchesOf(about, main.base);
  const bases = branches.map(({ branch }) => branch).filter(branch => branch !== main.base);
  const original = { repo, number: main.number, issues, bases, commit: timeline.mergeCommit };

  const existing = await orHidden(github.repos.branches(repo, signal));
  const found = await backportsAmong(
    github,
    original,
    candidates(original, { listed: listed ?? [], mentions, comments: timeline.comments }),
    { branches, existing, signal },
  );
  const info = await orHidden(github.repos.get(repo, signal));
  const knownLabels = await orHidden(github.repos.labels(repo, signal));
  const releases = new Releases(github, repo, branches);
  const pulls: BackportFacts['pulls'][number][] = [];
  for (const pull of found) pulls.push(await factsOfPull(github, { repo, pull, listed, releases }, signal));
  const { admin = false, push = false, triage = false } = info?.permissions ?? {};
  return {
    repo,
    issues,
    sharedWith: sharing(about, issues),
    main: await factsOfPull(github, { repo, pull: main, listed, releases, timeline }, signal),
    pulls,
    gaveUp: timeline.comments.flatMap(({ author, body, at }) => {
      const said = bots.test(author ?? '') ? readGaveUp(body) : null;
      return said ? [{ branch: said.branch, conflict: said.conflict, at }] : [];
    }),
    knownLabels,
    me: about.me,
    mayLabel: admin || push || triage,
    mayEdit: admin || push,
    branches,
    existing,
    logins: Object.fromEntries(
      about.members.filter(({ releaseManager }) => releaseManager).map(({ name, login }) => [name, login]),
    ),
    notNeeded: about.notNeeded,
    at: new Date().toISOString(),
  };
}

/** The branches of the release cycle, or those that the project's templates name. */
function branchesOf({ repo, cycle }: BackportsOf, main: string): readonly Branch[] {
  const named = profileOf(repo).backports?.branches ?? null;
  if (named === null) return cycle.branches;
  const entry = (branch: string, status: Branch['status']): Branch => ({
    ...{ branch, version: branch, status },
    ...{ releaseManager: null, firstRelease: null, endOfLife: null },
  });
  return [entry(main, 'feature'), ...named.map(branch => entry(branch, 'bugfix'))];
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
