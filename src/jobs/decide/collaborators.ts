import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import { browser, changed, done, ended, look, orRefused, there } from './outcomes.ts';
import type { DecideParts, Outcome, Undo } from './types.ts';

/** Logins, and slugs of teams of the repository's organisation. */
export interface Collaborators {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

/** Adds collaborators to those that GitHub has now; it replaces both lists whole. Only admins may. */
export async function addCollaborators(
  parts: DecideParts,
  seen: Advisory,
  { users, teams }: Collaborators,
): Promise<Outcome> {
  const now = await look(parts);
  const added = { users: minus(users, now.users), teams: minus(teams, now.teams) };
  if (isEmpty(added)) return there(now);
  if (ended(seen, now)) return changed(now);
  return write(
    parts,
    now,
    { users: [...now.users, ...added.users], teams: [...now.teams, ...added.teams] },
    answer => {
      const dropped = { users: minus(added.users, answer.users), teams: minus(added.teams, answer.teams) };
      const kept = {
        users: minus(added.users, dropped.users),
        teams: minus(added.teams, dropped.teams),
      };
      const note = noteOf(dropped);
      return isEmpty(kept) ? browser(answer, note ?? '') : done(answer, undoOf(parts, kept), note);
    },
  );
}

/** Sends the lists that differ. */
function write(
  { github, repo, ghsaId, signal }: DecideParts,
  now: Advisory,
  { users, teams }: Collaborators,
  made: (answer: Advisory) => Outcome,
): Promise<Outcome> {
  const change = {
    ...(users.length === now.users.length ? {} : { users }),
    ...(teams.length === now.teams.length ? {} : { teams }),
  };
  return orRefused(now, async () => made(await github.advisories.update(repo, ghsaId, change, signal)));
}

/** Takes out those that were added and are there still. */
function undoOf(parts: DecideParts, added: Collaborators): Undo {
  return async signal => {
    const again = { ...parts, signal };
    const now = await look(again);
    const rest = { users: minus(now.users, added.users), teams: minus(now.teams, added.teams) };
    if (rest.users.length === now.users.length && rest.teams.length === now.teams.length) return there(now);
    return write(again, now, rest, answer => done(answer, null));
  };
}

/** Each of `names` once, without those of `others`; logins and slugs ignore case. */
function minus(names: readonly string[], others: readonly string[]): string[] {
  return names.filter(
    (name, i) =>
      !others.some(other => sameLogin(other, name)) && names.findIndex(one => sameLogin(one, name)) === i,
  );
}

function isEmpty({ users, teams }: Collaborators): boolean {
  return users.length + teams.length === 0;
}

function noteOf({ users, teams }: Collaborators): string | null {
  const names = [...users, ...teams];
  return names.length === 0 ? null : `GitHub did not add ${names.join(', ')}.`;
}
