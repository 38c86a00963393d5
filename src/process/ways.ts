import type { Profile } from '../project/index.ts';
import type { ActionId, Role, Way } from './types.ts';

/** A change of an advisory's state that a coordinator may want. Publishing is none of them: it has a page of its own. */
export type StateChange = 'accept' | 'close' | 'reopen';

export type Restricted = StateChange | 'collaborators' | 'create' | 'fork';

/**
 * The way in which a role gets what only admins may do at GitHub (its table of permissions for repository
 * advisories); null where there is none: not theirs to ask for, or the bot does it unasked.
 */
export function wayOf(action: Restricted, role: Role, { bot }: Pick<Profile, 'bot'>): Way | null {
  if (role === 'admin') return 'patch';
  if (role !== 'collaborator') return null;
  // psrt-ghsa-bot takes accept and close from titles, reopens nothing, and makes the fork of every draft by itself.
  if (action === 'accept' || action === 'close') return bot === null ? 'ask' : 'tag';
  if (action === 'fork' && bot?.makesFork) return null;
  return 'ask';
}

/** The way of what a step offers. Call it for actions that the role may do. */
export function wayOfAction(action: ActionId, role: Role, profile: Profile): Way | null {
  switch (action) {
    case 'accept':
    case 'close':
      return wayOf(action, role, profile);
    case 'reject':
      return wayOf('close', role, profile);
    case 'addCollaborators':
      return wayOf('collaborators', role, profile);
    case 'startFork':
      return wayOf('fork', role, profile);
    case 'publish':
    case 'requestCve':
      return role === 'admin' ? 'patch' : 'ask';
    case 'showPull':
      return 'browser';
    default:
      return 'patch';
  }
}
