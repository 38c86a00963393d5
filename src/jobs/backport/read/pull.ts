import { orHidden, type GitHub, type Pull, type Timeline } from '../../../github/index.ts';
import type { BackportPull } from '../../../process/backports/types.ts';
import { wholeTitle } from '../../../project/index.ts';
import { isStranger } from './strangers.ts';
import type { Releases } from './release.ts';

export interface PullOf {
  readonly repo: string;
  readonly pull: Pull;
  /** The issue's list of pull requests; null: it has none. */
  readonly listed: readonly number[] | null;
  readonly releases: Releases;
  /** Whose pull requests are no stranger's, whatever their role. */
  readonly known: readonly (string | null)[];
  /** Where it was read already. */
  readonly timeline?: Timeline;
}

/** A pull request with its checks, and for a merged one who merged it and which release holds it. */
export async function factsOfPull(
  github: GitHub,
  { repo, pull, listed, releases, known, timeline: there }: PullOf,
  signal?: AbortSignal,
): Promise<BackportPull> {
  const { number, base, labels, htmlUrl, author, mergedAt, merged, headSha } = pull;
  const timeline = there ?? (merged ? await github.issues.timeline(repo, number, signal) : null);
  const mergeCommit = merged ? (timeline?.mergeCommit ?? null) : null;
  return {
    ...{ number, base, labels, htmlUrl, author, mergedAt, mergeCommit },
    stranger: isStranger(repo, pull, known),
    title: wholeTitle(pull.title, pull.body),
    state: merged ? 'merged' : pull.state === 'open' ? 'open' : 'closed',
    mergedBy: merged ? (timeline?.mergedBy ?? null) : null,
    linked: listed && listed.includes(number),
    checks: headSha === '' ? null : await orHidden(github.checks.of(repo, headSha, signal)),
    release: mergeCommit === null ? null : await releases.of(base, mergeCommit, signal),
  };
}
