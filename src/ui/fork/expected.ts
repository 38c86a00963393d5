import { isCoordinator } from '../../advisory/assignment.ts';
import { longEnough } from '../../jobs/fork/wait.ts';
import { botDue } from '../../process/index.ts';
import { requested } from '../../process/tags.ts';
import type { Facts } from '../../process/types.ts';

/** Will the bot make a private fork of an advisory that we coordinate, because it is a draft or about to be one? */
export function botWillMake({ advisory, profile, me, role }: Facts): boolean {
  if (!profile.bot?.makesFork || advisory.privateFork !== null) return false;
  if (!isCoordinator(advisory, me) || (role !== 'admin' && role !== 'collaborator')) return false;
  const change = requested(advisory)?.change;
  return advisory.state === 'draft' ? change !== 'close' : change === 'accept';
}

const day = 24 * 60 * 60_000;

/**
 * Until when it is worth waiting for somebody to begin (milliseconds). The bot comes at its hour; an admin who was asked,
 * or whoever accepts, has a day, and so has everybody of whom nothing is known.
 */
export function beginsBy(facts: Facts | null, from: number): number {
  const bot = facts?.profile.bot;
  if (!bot || !botWillMake(facts)) return from + day;
  return botDue(new Date(from).toISOString(), facts.now, bot).at.getTime() + longEnough;
}
