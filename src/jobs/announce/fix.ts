import type { GitHub, Mention, Pull } from '../../github/index.ts';
import { GitHubError } from '../../github/index.ts';
import { closes, fixes, isBackportTitle, isRevertOf, issueIn, speaksOfRevert } from './titles.ts';
import type { Fix, FixPull } from './types.ts';

/** What is asked of GitHub. */
export interface FixGitHub {
  readonly pulls: Pick<GitHub['pulls'], 'get'>;
  readonly issues: Pick<GitHub['issues'], 'timeline' | 'get'>;
}

/** Which pull request: the one that the coordinator names, or else the one that the port left. */
export interface FixSource {
  readonly repo: string;
  readonly main: string;
  readonly links: { readonly issue: number | null; readonly pull: number } | null;
  readonly named: number | null;
}

/** More pull requests of one issue than these are not looked at. */
const mostOthers = 10;
/** A revert of a revert of a revert: whoever goes on from there looks for themselves. */
const deepest = 3;

/** Reads where the fix is, as GitHub has it now. What cannot be read is said and never guessed. */
export async function readFix(github: FixGitHub, from: FixSource, signal?: AbortSignal): Promise<Fix> {
  const number = from.named ?? from.links?.pull ?? null;
  const nothing: Fix = {
    status: 'none',
    pull: null,
    issue: from.links?.issue ?? null,
    main: from.main,
    revertedBy: null,
    doubts: [],
    keptFor: null,
    others: [],
    complete: true,
    message: null,
  };
  if (number === null) return nothing;
  const read = new Reading(github, from, signal);
  const pull = await read.pull(number);
  if ('message' in pull) return read.withoutPull(nothing, number, pull);
  // The issue that was opened for it stays the issue: whoever names a pull request names no other issue.
  const issue = from.links?.issue ?? issueIn(pull.title) ?? closes(pull.body, from.repo)[0] ?? null;
  const revertedBy = await read.revertOf(pull, 0, true);
  const others = issue === null ? [] : await read.fixesOf(issue, [number, revertedBy?.number ?? 0]);
  const found = { ...nothing, pull: plain(pull, from.repo), issue, others, complete: read.complete };
  if (!pull.merged) return { ...found, status: pull.state === 'open' ? 'open' : 'closed' };
  if (pull.base !== from.main) return { ...found, status: 'elsewhere' };
  if (revertedBy) return { ...found, status: 'reverted', revertedBy };
  return { ...found, status: 'merged', doubts: read.doubts };
}

class Reading {
  complete = true;
  /** Who speaks of a revert of the fix itself. */
  readonly doubts: FixPull[] = [];
  readonly #github: FixGitHub;
  readonly #from: FixSource;
  readonly #signal: AbortSignal | undefined;

  constructor(github: FixGitHub, from: FixSource, signal: AbortSignal | undefined) {
    this.#github = github;
    this.#from = from;
    this.#signal = signal;
  }

  async pull(number: number): Promise<Pull | GitHubError> {
    return this.#github.pulls.get(this.#from.repo, number, this.#signal).catch(refusal);
  }

  /** No pull request has this number. Where an issue has it, the merged pull requests of that are the choice. */
  async withoutPull(nothing: Fix, number: number, error: GitHubError): Promise<Fix> {
    if (error.kind !== 'not-found') return { ...nothing, status: 'unread', message: error.message };
    const issue = await this.#github.issues.get(this.#from.repo, number, this.#signal).catch(refusal);
    if ('message' in issue) {
      const message = `GitHub has no pull request ${number} in ${this.#from.repo}. Name another one.`;
      return { ...nothing, status: 'unread', message };
    }
    const others = await this.fixesOf(number, []);
    const message = `${number} is an issue. Name its pull request.`;
    return { ...nothing, status: 'none', issue: number, others, complete: this.complete, message };
  }

  /** The merged pull request that takes this one back, unless it was itself taken back. */
  async revertOf(pull: Pull, depth = 0, doubt = false): Promise<FixPull | null> {
    if (!pull.merged || depth === deepest) return null;
    const { mentions, mergeCommit } = await this.#timeline(pull.number);
    for (const mention of this.#merged(mentions)) {
      const taken = { repo: this.#from.repo, number: pull.number, title: pull.title, mergeCommit };
      const reverts = isRevertOf(mention, taken);
      if (!reverts && !(doubt && speaksOfRevert(mention, taken))) continue;
      const other = await this.#known(mention.number);
      if (other?.base !== pull.base || (await this.revertOf(other, depth + 1))) continue;
      if (reverts) return plain(other, this.#from.repo);
      this.doubts.push(plain(other, this.#from.repo));
    }
    return null;
  }

  /** Pull requests of an issue that are merged into main and stayed there; backports and reverts are none. */
  async fixesOf(issue: number, known: readonly number[]): Promise<FixPull[]> {
    const { mentions } = await this.#timeline(issue);
    const candidates = this.#merged(mentions).filter(
      mention =>
        !known.includes(mention.number) &&
        fixes(mention, issue, this.#from.repo) &&
        !isBackportTitle(mention.title) &&
        !/^revert\b/i.test(mention.title),
    );
    const found: FixPull[] = [];
    for (const { number } of candidates.slice(0, mostOthers)) {
      const pull = await this.#known(number);
      if (pull?.merged && pull.base === this.#from.main && !(await this.revertOf(pull)))
        found.push(plain(pull, this.#from.repo));
    }
    return found;
  }

  #merged(mentions: readonly Mention[]): Mention[] {
    const here = this.#from.repo.toLowerCase();
    return mentions.filter(
      ({ repo, isPull, mergedAt }) => isPull && mergedAt !== null && repo.toLowerCase() === here,
    );
  }

  /** A pull request that another answer named; null, and remembered as a gap, where it cannot be read. */
  async #known(number: number): Promise<Pull | null> {
    const pull = await this.pull(number);
    if (!('message' in pull)) return pull;
    this.complete = false;
    return null;
  }

  async #timeline(number: number): Promise<{ mentions: readonly Mention[]; mergeCommit: string | null }> {
    const timeline = await this.#github.issues.timeline(this.#from.repo, number, this.#signal).catch(refusal);
    if (!('message' in timeline)) return timeline;
    this.complete = false;
    return { mentions: [], mergeCommit: null };
  }
}

/** What GitHub refuses is part of the answer; whoever cancels, or is signed out, gets no answer at all. */
function refusal(error: unknown): GitHubError {
  if (!(error instanceof GitHubError) || error.kind === 'cancelled' || error.kind === 'signed-out')
    throw error;
  return error;
}

function plain({ number, title, body, htmlUrl, base, merged, state, mergedAt }: Pull, repo: string): FixPull {
  const now = merged ? 'merged' : state === 'open' ? 'open' : 'closed';
  const issue = issueIn(title) ?? closes(body, repo)[0] ?? null;
  return { number, title, issue, htmlUrl, base, state: now, mergedAt };
}
