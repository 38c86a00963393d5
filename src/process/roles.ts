import { isCoordinator, sameLogin } from '../advisory/assignment.ts';
import type { Advisory } from '../advisory/model.ts';
import type { Profile } from '../project/index.ts';
import type { ActionId, Role } from './types.ts';
import { wayOf } from './ways.ts';

/**
 * What an account is to an advisory that GitHub showed to it. Permissions of the repository are a guess (security
 * managers do not show there); `mayChangeState`, learnt from GitHub's answers, is the truth and wins.
 */
export function roleOf({
  advisory,
  me,
  permissions,
  mayChangeState,
  member = false,
}: {
  readonly advisory: Advisory;
  readonly me: string;
  /** Of the repository; null: not known. */
  readonly permissions: { readonly admin: boolean; readonly push: boolean } | null;
  /** true after GitHub changed a state for us, false after a 403; null: never tried. */
  readonly mayChangeState: boolean | null;
  /** Known to be in a team that is a collaborator of the advisory. */
  readonly member?: boolean;
}): Role {
  if (mayChangeState ?? permissions?.admin ?? false) return 'admin';
  if (member || isCoordinator(advisory, me)) return 'collaborator';
  // Before the collaborators: GitHub makes reporters collaborators of what they reported.
  if (advisory.reported && advisory.author !== null && sameLogin(advisory.author, me)) return 'reporter';
  if (advisory.users.some(login => sameLogin(login, me))) return 'collaborator';
  // What is published is shown to everybody. Anything else only to its collaborators and admins.
  return advisory.state === 'published' ? 'outsider' : 'collaborator';
}

/** May a role do this at all, in whatever way? Reporters and outsiders act on GitHub's own page, not here. */
export function roleMay(role: Role, action: ActionId, profile: Profile): boolean {
  // What a response team never does, nobody of it may.
  if (action === 'publish' && !profile.publishes) return false;
  if (action === 'requestCve' && !profile.requestsCve) return false;
  if (role === 'admin') return true;
  if (role !== 'collaborator') return false;
  return action !== 'startFork' || wayOf('fork', role, profile) !== null;
}
