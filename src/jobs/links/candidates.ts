import { coordinators, sameLogin } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { GitHubError, orHidden, type GitHub, type Issue, type Pull } from '../../github/index.ts';
import { linkedPulls } from '../../project/index.ts';
import { isBackportTitle } from '../announce/titles.ts';
import { filesIn } from './files.ts';

/** What is asked of GitHub. */
export interface CandidatesGitHub {
  readonly pulls: Pick<GitHub['pulls'], 'list' | 'get' | 'patch'>;
  readonly issues: Pick<GitHub['issues'], 'createdBy'>;
}

/** Why a public pull request may be the fix. `linked`: an issue of the same people, with the same words, lists it. */
export type Evidence = 'title' | 'branch' | 'files' | 'linked';

export interface Candidate {
  readonly pull: number;
  readonly title: string;
  readonly author: string | null;
  readonly state: 'open' | 'merged' | 'closed';
  readonly evidence: readonly Evidence[];
  /** Changes the same files as the private fix, and has its words or branch besides. */
  readonly certain: boolean;
}

/** More of them are not looked at one by one. */
const most = 20;

/**
 * The public pull requests that coordinators opened since the advisory came and that look like its private fix, the
 * certain ones first. GitHub is asked for what these people opened, never searched: a search would say what is looked for.
 */
export async function findCandidates(
  github: CandidatesGitHub,
  advisory: Advisory,
  me: string,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const repo = repoName(advisory.repo);
  const fork = advisory.privateFork;
  // The fork goes with its advisory's end, sooner than the address does.
  const privates = (fork && (await orHidden(github.pulls.list(fork, { state: 'all' }, signal)))) || [];
  const words = new Set([advisory.title, ...privates.map(({ title }) => title)].map(plain));
  const opened = await openedBy(github, advisory, me, signal);
  const linked = new Set(
    opened.filter(({ isPull, title }) => !isPull && words.has(plain(title))).flatMap(linkedBy),
  );
  const pulls = opened.filter(({ isPull, title }) => isPull && !isBackportTitle(title));
  const files = await filesOf(github, advisory.privateFork, privates, signal);
  const found: Candidate[] = [];
  for (const { number } of pulls.slice(0, most)) {
    const pull = await github.pulls.get(repo, number, signal);
    const evidence: Evidence[] = [
      ...(words.has(plain(pull.title)) ? (['title'] as const) : []),
      ...(privates.some(({ headRef }) => headRef === pull.headRef) ? (['branch'] as const) : []),
      ...(linked.has(number) ? (['linked'] as const) : []),
    ];
    // The files cost a whole patch each.
    const theirs = files.length === 0 ? '' : await filesOfPull(github, repo, number, signal);
    const alike = theirs !== '' && files.includes(theirs);
    if (evidence.length === 0 && !alike) continue;
    found.push({
      pull: number,
      title: pull.title,
      author: pull.author,
      state: pull.merged ? 'merged' : pull.state === 'open' ? 'open' : 'closed',
      evidence: [...evidence, ...(alike ? (['files'] as const) : [])],
      certain: alike && evidence.length > 0,
    });
  }
  return found.sort((a, b) => weight(b) - weight(a));
}

/** Issues and pull requests that the coordinators and we opened, newest first. */
async function openedBy(
  { issues }: CandidatesGitHub,
  advisory: Advisory,
  me: string,
  signal?: AbortSignal,
): Promise<Issue[]> {
  const people = [me, ...coordinators(advisory).filter(login => !sameLogin(login, me))];
  const found: Issue[] = [];
  for (const creator of people) {
    const query = { creator, since: advisory.createdAt };
    found.push(...(await issues.createdBy(repoName(advisory.repo), query, signal)));
  }
  const since = Date.parse(advisory.createdAt);
  return found
    .filter(({ createdAt }) => !(Date.parse(createdAt) < since))
    .sort((a, b) => b.number - a.number);
}

/** The files of each private fix, as one text. */
async function filesOf(
  github: CandidatesGitHub,
  fork: string | null,
  privates: readonly Pull[],
  signal?: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  for (const { number } of fork === null ? [] : privates.slice(0, 5))
    found.push(await filesOfPull(github, fork!, number, signal));
  return found.filter(files => files !== '');
}

/** Empty where GitHub sends no patch: it is too large, or gone. Such a one is told by its words and branch alone. */
async function filesOfPull(
  { pulls }: CandidatesGitHub,
  repo: string,
  number: number,
  signal?: AbortSignal,
): Promise<string> {
  try {
    return filesIn(await pulls.patch(repo, number, signal));
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'too-large' || error.kind === 'not-found')) return '';
    throw error;
  }
}

function linkedBy({ body }: Issue): readonly number[] {
  return linkedPulls(body) ?? [];
}

/** A title without tags, numbers and marks, so that it can be held against another. */
function plain(title: string): string {
  return stripTags(title)
    .replace(/^\s*(?:\[\d+\.\d+\]\s*)?(?:gh-\d+:)?/i, '')
    .replace(/\((?:GH-|#)\d+\)/gi, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function weight({ certain, evidence }: Candidate): number {
  return (certain ? 10 : 0) + evidence.length;
}
