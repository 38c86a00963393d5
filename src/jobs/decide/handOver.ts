import { coordinators, isCoordinator, sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import { GitHubError } from '../../github/index.ts';
import { replacedNote, writeCredits } from './credits.ts';
import { changed, ended, look, there } from './outcomes.ts';
import type { DecideParts, Outcome } from './types.ts';

/**
 * Makes `to` the coordinator in place of `from`: of the account itself or, where `seen` does not name it, of everybody
 * who coordinates. Other coordinators stay, and so does every other credit.
 *
 * @throws GitHubError `not-found` where GitHub has no account `to`
 */
export async function handOver(
  parts: DecideParts,
  seen: Advisory,
  to: string,
  from: readonly string[] = isCoordinator(seen, parts.login) ? [parts.login] : coordinators(seen),
): Promise<Outcome> {
  const leaving = from.filter(leaver => !sameLogin(leaver, to));
  const login = await existing(parts, to);
  const now = await look(parts);
  const stillThere = leaving.filter(leaver => isCoordinator(now, leaver));
  if (stillThere.length === 0 && isCoordinator(now, to)) return there(now);
  const taken = leaving.length === 0 && coordinators(now).some(other => !isCoordinator(seen, other));
  if (taken || stillThere.length < leaving.length || ended(seen, now)) return changed(now);
  return writeCredits(
    parts,
    now,
    [...leaving.map(leaver => ({ login: leaver, type: null })), { login, type: 'coordinator' }],
    replacedNote(now, login, parts.login),
  );
}

/** A login as GitHub writes it. */
async function existing({ github, signal }: DecideParts, login: string): Promise<string> {
  try {
    return (await github.users.get(login, signal)).login;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
    throw new GitHubError('not-found', `GitHub has no account ${login}. Nothing was sent.`, {
      status: error.status,
    });
  }
}
