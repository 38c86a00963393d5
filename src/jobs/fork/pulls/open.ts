import { GitHubError, type Pull } from '../../../github/index.ts';
import type { ForkTools } from '../types.ts';

/** `there`: a pull request of that branch was open already, and it has the new commits by itself. */
export interface Opened {
  readonly kind: 'opened' | 'there';
  readonly pull: Pull;
}

/** The open pull request of a branch of the fork, into any branch or the one that is named; null: there is none. */
export async function openPullOf(
  { github }: Pick<ForkTools, 'github'>,
  fork: string,
  branch: string,
  signal?: AbortSignal,
  into?: string,
): Promise<Pull | null> {
  const all = await github.privatePulls.byBranch(fork, branch, signal);
  return all.find(({ state, base }) => state === 'open' && (into ?? base) === base) ?? null;
}

/**
 * Opens the pull request of a branch that is in the fork. Looks first, and again where GitHub's answer was lost: for one
 * of that branch, or only for one that goes where it is to go (`into`).
 */
export async function openPull(
  tools: Pick<ForkTools, 'github'>,
  fork: string,
  open: { readonly title: string; readonly body: string; readonly branch: string; readonly base: string },
  signal?: AbortSignal,
  into?: string,
): Promise<Opened> {
  const there = await openPullOf(tools, fork, open.branch, signal, into);
  if (there) return { kind: 'there', pull: there };
  try {
    return { kind: 'opened', pull: await tools.github.privatePulls.create(fork, open, signal) };
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind === 'cancelled') throw error;
    // It may be there all the same; or somebody was faster (422).
    const found = await openPullOf(tools, fork, open.branch, signal, into).catch(() => null);
    if (found) return { kind: found.title === open.title ? 'opened' : 'there', pull: found };
    throw error;
  }
}
