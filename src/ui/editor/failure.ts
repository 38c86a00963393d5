import { shortId } from '../../advisory/model.ts';
import { GitHubError, tokenRefused } from '../../github/index.ts';
import { CommentError } from './original.ts';
import type { SaveState } from './protocol.ts';

/** What a failure means for the page: a sentence that says what is safe, and what may be pressed. */
export interface PageFailure {
  readonly kind: 'offline' | 'failed' | 'gone';
  readonly problem: string;
  readonly offers: SaveState['offers'];
}

const tryAgain = { id: 'tryAgain', label: 'Try Again' };
const askAdmin = { id: 'askAdmin', label: 'Ask an Admin' };
const silent = 'GitHub does not answer. Your text is kept.';
const openOnGitHub = { id: 'openOnGitHub', label: 'Open on GitHub' };

/** `seen`: was the advisory there before? `draft`: is something unsaved? What is no answer of GitHub is a bug of ours, and is called that. */
export function failureOf(error: unknown, ghsaId: string, seen: boolean, draft: boolean): PageFailure {
  if (error instanceof CommentError) return { kind: 'failed', problem: error.message, offers: [tryAgain] };
  if (!(error instanceof GitHubError))
    return {
      kind: 'failed',
      problem: 'This failed inside GHSA Coordinator. Your text is kept. The log has the detail.',
      offers: [{ id: 'showLog', label: 'Show Log' }],
    };
  switch (error.kind) {
    case 'cancelled':
      return { kind: 'offline', problem: silent, offers: [tryAgain] };
    case 'offline':
      return { kind: 'offline', problem: 'GitHub cannot be reached. Your text is kept.', offers: [tryAgain] };
    case 'signed-out':
      return {
        kind: 'failed',
        problem: `${tokenRefused(error) ? 'GitHub signed you out' : 'You are not signed in to GitHub'}. Drafts are kept.`,
        offers: [{ id: 'signIn', label: 'Sign In' }],
      };
    case 'not-found':
      return {
        kind: 'gone',
        problem: seen
          ? `This advisory was deleted on GitHub, or you are no longer a collaborator.${draft ? ' Your draft is kept.' : ''}`
          : `GitHub does not show ${shortId(ghsaId)} to you: it is gone, or you are not a collaborator.`,
        offers: [tryAgain, openOnGitHub],
      };
    case 'forbidden':
      return {
        kind: 'failed',
        problem: 'You may not edit this advisory: only its collaborators may. Your text is kept.',
        offers: [askAdmin, openOnGitHub],
      };
    case 'sso':
      return {
        kind: 'failed',
        problem: error.message,
        offers: [{ id: 'authorize', label: 'Authorize' }, tryAgain],
      };
    default:
      return { kind: 'failed', problem: error.message, offers: [tryAgain] };
  }
}
