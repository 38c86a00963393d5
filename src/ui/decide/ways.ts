import { botDue, wayOf, type StateChange } from '../../process/index.ts';
import type { Role } from '../../process/types.ts';
import type { Profile } from '../../project/index.ts';
import { clockOf } from './when.ts';

export interface WayRow {
  readonly way: 'patch' | 'tag' | 'ask';
  readonly label: string;
  readonly detail: string;
}

const atOnce: Readonly<Record<StateChange, string>> = {
  accept: 'Move to draft now',
  close: 'Close it now',
  reopen: 'Reopen as a draft now',
};

/**
 * The ways to change a state, the likely one first. Who is no admin as far as is known may try all the same: GitHub's
 * answer is the truth, not a guess from permissions.
 */
export function wayRows(
  change: StateChange,
  tag: string | null,
  { role, profile, now }: { readonly role: Role; readonly profile: Profile; readonly now: Date },
): WayRow[] {
  const admin = role === 'admin';
  const patch: WayRow = {
    way: 'patch',
    label: atOnce[change],
    detail: admin ? '' : 'Only admins may. GitHub says whether you are one.',
  };
  if (admin) return [patch];
  const ask: WayRow = {
    way: 'ask',
    label: 'Ask an admin',
    detail: 'Puts the request onto the clipboard. Nothing is sent.',
  };
  if (profile.bot === null || tag === null || wayOf(change, role, profile) !== 'tag') return [ask, patch];
  const next = clockOf(botDue(null, now, profile.bot).at, now);
  const bot: WayRow = {
    way: 'tag',
    label: `Ask the bot: put [${tag}] in the title`,
    detail: `It acts every ${every(profile.bot.everyMinutes)}, next at ${next}.`,
  };
  return [bot, patch];
}

function every(minutes: number): string {
  return minutes === 60 ? 'hour' : `${minutes} minutes`;
}
