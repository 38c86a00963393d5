import { sameLogin } from '../../../advisory/assignment.ts';
import type { Pull, Review } from '../../../github/index.ts';
import { notesIn } from './notes.ts';

/** Somebody's yes to a private pull request. */
export interface Approval {
  /** Null: the account is gone. */
  readonly login: string | null;
  readonly commit: string | null;
  readonly at: string | null;
  /** Is it of the commit that the pull request has now? */
  readonly current: boolean;
  /** It stands in the description rather than as a review. */
  readonly noted: boolean;
}

/** What approvals are read from. */
type Approved = Pick<Pull, 'body' | 'headSha' | 'author'>;

/**
 * Everybody's newest yes, each person once: a review counts before a line of the same commit. Whoever asks for
 * changes since is none of them, and nobody approves a pull request of their own.
 */
export function approvalsOf({ body, headSha, author }: Approved, verdicts: readonly Review[]): Approval[] {
  const reviewed = verdicts
    .filter(({ state }) => state === 'APPROVED')
    .map(({ login, commit, at }) => ({ login, commit, at, current: commit === headSha, noted: false }));
  const found: Approval[] = [...reviewed];
  for (const note of notesIn(body)) {
    if (author !== null && sameLogin(author, note.login)) continue;
    const current = note.commit === headSha;
    const refused = verdicts.some(
      ({ login, state }) => state === 'CHANGES_REQUESTED' && login !== null && sameLogin(login, note.login),
    );
    const known = found.findIndex(({ login }) => login !== null && sameLogin(login, note.login));
    if (refused || (known >= 0 && (found[known]!.current || !current))) continue;
    found.splice(known < 0 ? found.length : known, known < 0 ? 0 : 1, { ...note, current, noted: true });
  }
  return found;
}

/** How many people approve the commit that a pull request has now. */
export function approvalCount(pull: Approved, verdicts: readonly Review[]): number {
  return approvalsOf(pull, verdicts).filter(({ current }) => current).length;
}
