import { shortId } from '../../advisory/model.ts';
import type { Outcome } from '../../jobs/decide/index.ts';
import { clockOf } from './when.ts';

export type Button = 'Undo' | 'Ask the Bot' | 'Ask an Admin' | 'Open on GitHub' | 'Show' | 'Ask Again';

/** A notification. It carries the short id and never a title. */
export interface Saying {
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly tone: 'information' | 'warning';
}

/** What an outcome is called; `{id}` stands for the short id. */
export interface Words {
  /** "{id} is a draft now." */
  readonly done: string;
  /** It was so already. "{id} is a draft already." */
  readonly there: string;
}

/** What became of a command, in one sentence, and what can be pressed then. */
export function say(
  outcome: Outcome,
  words: Words,
  { now, botAt, canTag }: { readonly now: Date; readonly botAt: Date | null; readonly canTag: boolean },
): Saying {
  const id = shortId(outcome.advisory.ghsaId);
  const named = (text: string) => text.replaceAll('{id}', id);
  const noted = (text: string) => ('note' in outcome ? `${text} ${outcome.note}` : text);
  switch (outcome.kind) {
    case 'done':
      return {
        text: noted(named(words.done)),
        buttons: outcome.undo ? ['Undo'] : [],
        tone: 'information',
      };
    case 'there':
      return { text: noted(named(words.there)), buttons: [], tone: 'information' };
    case 'asked': {
      const when = botAt === null ? '' : ` The bot acts at ${clockOf(botAt, now)}.`;
      return {
        text: noted(`[${outcome.tag}] is in the title of ${id}${outcome.sent ? '' : ' already'}.${when}`),
        buttons: outcome.undo ? ['Undo'] : [],
        tone: 'information',
      };
    }
    case 'forbidden':
      return {
        text: `Only admins may do this. Nothing of ${id} was changed.`,
        buttons: canTag ? ['Ask the Bot', 'Ask an Admin'] : ['Ask an Admin'],
        tone: 'warning',
      };
    case 'changed': {
      const at = new Date(outcome.at);
      const when = Number.isNaN(at.getTime()) ? '' : ` at ${clockOf(at, now)}`;
      return {
        text: `${id} was changed${when}. Nothing was sent.`,
        buttons: ['Show', 'Ask Again'],
        tone: 'warning',
      };
    }
    case 'browser':
      return { text: outcome.message, buttons: ['Open on GitHub'], tone: 'warning' };
  }
}
