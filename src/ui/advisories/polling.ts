import { botDue, requested, type Facts } from '../../process/index.ts';
import { rowId } from './states.ts';

const minute = 60_000;
/** The bot acts within a minute of its hour, mostly. */
const after = minute;
/** After that it is looked at so often. */
const again = 5 * minute;

/** Does it wait for the bot: by a tag in its title, or as a draft without fork or CVE id? */
function waitsForBot({ advisory, profile: { bot } }: Facts): boolean {
  if (bot === null) return false;
  if (requested(advisory) !== null) return true;
  const { state, privateFork, cveId } = advisory;
  return (
    state === 'draft' && ((bot.makesFork && privateFork === null) || (bot.reservesCve && cveId === null))
  );
}

/** Which advisories are looked at again, and when: a minute after the bot's hour, then every five minutes. */
export class Polls {
  /** When each was last looked at (milliseconds). */
  readonly #looked = new Map<string, number>();

  /** Those of ours that wait for the bot and whose time has come; they count as looked at from now on. */
  due(ours: readonly Facts[], now: Date): string[] {
    const waiting = ours.filter(waitsForBot);
    const ids = waiting.filter(facts => this.#isDue(facts, now)).map(({ advisory }) => rowId(advisory));
    const all = new Set(waiting.map(({ advisory }) => rowId(advisory)));
    for (const id of this.#looked.keys()) if (!all.has(id)) this.#looked.delete(id);
    for (const id of ids) this.#looked.set(id, now.getTime());
    return ids;
  }

  #isDue({ advisory, profile, progress }: Facts, now: Date): boolean {
    if (profile.bot === null) return false;
    const asked = progress.asked?.at ?? advisory.updatedAt;
    const first = botDue(asked, now, profile.bot).at.getTime() + after;
    const last = this.#looked.get(rowId(advisory));
    const next = last === undefined ? first : Math.max(first, last + again);
    return now.getTime() >= next;
  }
}
