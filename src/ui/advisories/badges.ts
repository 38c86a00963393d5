import type { Advisory } from '../../advisory/model.ts';
import { dayOf, days, idleDays, isIdle, urgency } from '../../process/clock.ts';
import type { Assessment } from '../../process/types.ts';
import { placeOf } from './groups.ts';
import { count } from './words.ts';

/** What stands at a row's end, and tints it. */
export type Badge =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'idle'; readonly days: number; readonly late: boolean }
  /** With or without its mark. */
  | { readonly kind: 'mistake'; readonly mark: boolean };

export interface Decoration {
  /** At most two characters: VS Code takes no more. */
  readonly text: string | undefined;
  readonly hover: string;
  /** A theme colour. */
  readonly colour: string | null;
}

/** Idle days of an unassigned advisory, the day of ninety of every other open one; none of what is finished. */
export function badgeOf(advisory: Advisory, assessment: Assessment, now: Date): Badge | null {
  if (assessment.mistakes.length > 0) return { kind: 'mistake', mark: true };
  const place = placeOf(assessment);
  if (place === 'finished') return null;
  return place === 'unassigned'
    ? { kind: 'idle', days: idleDays(advisory, now), late: isIdle(advisory, now) }
    : { kind: 'day', day: dayOf(advisory.createdAt, now) };
}

const wrong = 'list.errorForeground';

/** Badge, tooltip and tint: from day 76 it warns, past day 90 and where something is wrong it is `!`. */
export function decorationOf(badge: Badge): Decoration {
  switch (badge.kind) {
    case 'mistake':
      return { text: badge.mark ? '!' : undefined, hover: 'Something went wrong', colour: wrong };
    case 'idle': {
      const hover = `Idle for ${count(badge.days, 'day')}, nobody coordinates`;
      const text = badge.days > 9 ? '!' : `${badge.days}d`;
      return { text, hover, colour: badge.late ? wrong : null };
    }
    case 'day': {
      const { day } = badge;
      const how = urgency(day);
      if (how === 'overdue') return { text: '!', hover: `Day ${day}, overdue`, colour: wrong };
      const colour = how === 'soon' ? 'list.warningForeground' : null;
      return { text: String(day), hover: `Day ${day} of ${days}`, colour };
    }
  }
}
