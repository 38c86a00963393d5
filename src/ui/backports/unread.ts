import type { ModelState } from '../advisories/states.ts';

/** Why there is no list of advisories whose backports could be shown, as a sentence; null: there is one. */
export function unreadWords(state: ModelState): string | null {
  switch (state.kind) {
    case 'signed-out':
      return 'Sign in to see the backports of your advisories.';
    case 'no-repositories':
      return 'No repository is named in the settings. Name one to see its backports.';
    case 'failed':
      return state.failure.message;
    case 'idle':
      return 'The advisories were not read yet. Refresh to read them.';
    case 'loaded':
      return null;
  }
}
