import { isCoordinator } from '../../advisory/assignment.ts';
import { requested } from '../../process/tags.ts';
import type { Facts } from '../../process/types.ts';

/** Will the bot make a private fork of an advisory that we coordinate, because it is a draft or about to be one? */
export function botWillMake({ advisory, profile, me, role }: Facts): boolean {
  if (!profile.bot?.makesFork || advisory.privateFork !== null) return false;
  if (!isCoordinator(advisory, me) || (role !== 'admin' && role !== 'collaborator')) return false;
  const change = requested(advisory)?.change;
  return advisory.state === 'draft' ? change !== 'close' : change === 'accept';
}
