import type { Advisory } from '../../advisory/model.ts';
import { GitHubError, type GitHub } from '../../github/index.ts';

/** What is looked at while GitHub makes a fork. */
export interface ForkGitHub {
  readonly advisories: Pick<GitHub['advisories'], 'get'>;
  readonly repos: Pick<GitHub['repos'], 'get' | 'branches'>;
}

/**
 * How a private fork is. `none`: the advisory names no fork yet; `over`: the advisory is finished, or is not shown to us
 * any more, and will get none.
 */
export interface ForkState {
  readonly is: 'ready' | 'being-made' | 'none' | 'over';
  /** As GitHub has it now; null where it does not show it. */
  readonly advisory: Advisory | null;
}

/**
 * Can a fork be cloned: does the repository answer, and has it got its default branch? GitHub names a fork in the advisory
 * at once, and copies its content for minutes.
 */
export async function forkReady(
  { repos }: Pick<ForkGitHub, 'repos'>,
  fork: string,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    const { defaultBranch } = await repos.get(fork, signal);
    return (await repos.branches(fork, signal)).includes(defaultBranch);
  } catch (error) {
    // 404: not there yet; 409: there, and empty ("Git Repository is empty.").
    if (error instanceof GitHubError && (error.kind === 'not-found' || error.status === 409)) return false;
    throw error;
  }
}

/** Looks at an advisory's private fork once. @throws GitHubError where GitHub does not tell */
export async function lookAtFork(
  github: ForkGitHub,
  { repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>,
  signal?: AbortSignal,
): Promise<ForkState> {
  let advisory: Advisory;
  try {
    advisory = await github.advisories.get(repo, ghsaId, signal);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return { is: 'over', advisory: null };
    throw error;
  }
  const { state, privateFork } = advisory;
  if (state !== 'triage' && state !== 'draft') return { is: 'over', advisory };
  if (privateFork === null) return { is: 'none', advisory };
  return { is: (await forkReady(github, privateFork, signal)) ? 'ready' : 'being-made', advisory };
}

const second = 1_000;
const minute = 60 * second;

/** After so long somebody has to look: GitHub speaks of up to five minutes. */
export const longEnough = 30 * minute;

/** Milliseconds until the next look at a fork that is made since `since`: soon at first, then gently. */
export function paceOf(since: number, now: number): number {
  return now - since < 5 * minute ? 10 * second : minute;
}

/** How often it is looked whether somebody else has begun: the bot, an admin. */
export const unbegun = 5 * minute;
