import { changeState } from '../../jobs/decide/index.ts';
import type { StateChange, Tag } from '../../process/index.ts';
import { askAdmin } from '../../texts/index.ts';
import { choose, copyFor } from './ask.ts';
import type { Case } from './case.ts';
import { offerComment, postAfter, type Offer } from './comment.ts';
import type { Words } from './say.ts';
import { tell, type Telling } from './tell.ts';
import { wayRows, type WayRow } from './ways.ts';

export type Way = WayRow['way'];

export interface Change {
  readonly change: StateChange;
  /** What the bot would be asked with; null: it does not do this. */
  readonly tag: Tag | null;
  readonly words: Words;
  readonly undone: Words;
  /** A comment that was confirmed before: it is posted where it is so now, whoever did it and whenever. */
  readonly reply?: string;
  /** A comment that is offered after it was done or asked for. */
  readonly offer?: Omit<Offer, 'done'>;
  /** The whole command once more. */
  readonly again: () => Promise<unknown>;
}

/** Asks how: at once as an admin, by the bot, or by asking an admin. null: left. */
export async function chooseWay(
  at: Case,
  { change, tag }: Pick<Change, 'change' | 'tag'>,
  placeHolder: string,
): Promise<Way | null> {
  const rows = wayRows(change, tag, at.facts);
  return choose<Way>(
    at.title,
    placeHolder,
    rows.map(({ way, label, detail }) => ({ label, value: way, ...(detail === '' ? {} : { detail }) })),
  );
}

/** The likely way, where a question before has said it. */
export function likelyWay(at: Case, { change, tag }: Pick<Change, 'change' | 'tag'>): WayRow {
  return wayRows(change, tag, at.facts)[0]!;
}

const stateWords: Readonly<Record<StateChange, string>> = {
  accept: 'a draft',
  close: 'closed',
  reopen: 'open',
};

/** Changes a state, or asks for it, and says what became of it. */
export async function carryOut(at: Case, way: Way, what: Change): Promise<void> {
  const { change, tag, words, undone, reply, offer, again } = what;
  const request = askAdmin(change, at.advisory);
  if (way === 'ask')
    return copyFor(request, `The request for ${at.id} is on the clipboard. Send it to an admin.`);
  const outcome =
    way === 'tag' && tag !== null
      ? await at.act('Asking the bot about', (parts, seen) =>
          changeState(parts, seen, change, { way: 'tag', tag }),
        )
      : await at.act(
          'Changing the state of',
          (parts, seen) => changeState(parts, seen, change, { way: 'patch' }),
          { adminOnly: true },
        );
  // What was asked before keeps its time: the bot's next hour is counted from there.
  if (outcome.kind === 'asked' && (outcome.sent || at.facts.progress.asked?.tag !== outcome.tag))
    await at.remember({ asked: { tag: outcome.tag, at: new Date().toISOString() } });
  const canAskBot = tag !== null && at.profile.bot !== null && change !== 'reopen';
  const telling: Telling = {
    ...words,
    request,
    undone:
      outcome.kind === 'asked'
        ? {
            done: 'The request to the bot is out of the title of {id}.',
            there: 'No request to the bot is in the title of {id}.',
            after: () => at.remember({ asked: undefined }),
          }
        : undone,
    press: {
      'Ask Again': again,
      ...(canAskBot ? { 'Ask the Bot': () => carryOut(at, 'tag', what) } : {}),
    },
  };
  const { kind } = outcome;
  const done = `${at.id} is ${kind === 'asked' ? 'with the bot' : stateWords[change]}`;
  // Also where it was so already: an answer of GitHub's may have been lost, and this is the second press.
  if (reply !== undefined && (kind === 'done' || kind === 'asked' || kind === 'there'))
    await postAfter(at, reply, done);
  if (offer && (kind === 'done' || kind === 'asked')) await offerComment(at, { ...offer, done });
  tell(at, outcome, telling);
}
