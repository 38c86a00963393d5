import { days, urgency } from '../../process/clock.ts';
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
