import type { Advisory } from '../../advisory/model.ts';
import { GitHubError } from '../../github/index.ts';
import type { DecideParts, Outcome, Undo } from './types.ts';

/** The advisory as GitHub has it now. Each decision looks here directly before it acts: GitHub knows no `If-Match`. */
export function look({ github, repo, ghsaId, signal }: Looking): Promise<Advisory> {
  return github.advisories.get(repo, ghsaId, signal);
}

interface Looking extends Pick<DecideParts, 'repo' | 'ghsaId' | 'signal'> {
  readonly github: { readonly advisories: Pick<DecideParts['github']['advisories'], 'get'> };
}

export function done(advisory: Advisory, undo: Undo | null, note?: string | null): Outcome {
  return { kind: 'done', advisory, undo, ...(note ? { note } : {}) };
}

export function there(advisory: Advisory, note?: string | null): Outcome {
  return { kind: 'there', advisory, ...(note ? { note } : {}) };
}

export function changed(advisory: Advisory): Outcome {
  return { kind: 'changed', advisory, at: advisory.updatedAt };
}

export function browser(advisory: Advisory, message: string): Outcome {
  return { kind: 'browser', advisory, message };
}

/** Was it finished by somebody since it was seen? */
export function ended(seen: Advisory, now: Advisory): boolean {
  return isOpen(seen) && !isOpen(now);
}

function isOpen({ state }: Advisory): boolean {
  return state === 'triage' || state === 'draft';
}

/**
 * Makes an outcome of GitHub's refusals, which changed nothing: 403, and 422 with a sentence of ours or else GitHub's.
 *
 * @throws GitHubError of any other kind; then the effect may be there, and the next call looks
 */
export async function orRefused(
  now: Advisory,
  act: () => Promise<Outcome>,
  sentence?: string,
): Promise<Outcome> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'forbidden') return { kind: 'forbidden', advisory: now };
    // A conflict (409) passes: it says nothing of what GitHub does from here.
    if (error.kind === 'invalid' && error.status !== 409) return browser(now, sentence ?? error.message);
    throw error;
  }
}
