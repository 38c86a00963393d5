import type { Advisory, AdvisoryState } from '../../advisory/model.ts';
import { requested, type Asked, type StateChange, type Tag } from '../../process/index.ts';
import { askBot } from './askBot.ts';
import { browser, changed, done, look, orRefused, there } from './outcomes.ts';
import { sameWords, without } from './titles.ts';
import type { DecideParts, Outcome, Undo } from './types.ts';
import { bracketsNote } from './words.ts';

/** By GitHub's own change of the state (admins), or by a tag in the title that the bot acts on. */
export type How = { readonly way: 'patch' } | { readonly way: 'tag'; readonly tag: Tag };

const goals: Readonly<Record<StateChange, readonly AdvisoryState[]>> = {
  accept: ['draft'],
  close: ['closed'],
  reopen: ['draft', 'triage'],
};

const refusals: Readonly<Record<StateChange, string>> = {
  accept: 'GitHub does not accept this advisory from here. Accept it on its page.',
  close: 'GitHub does not close this advisory from here. Close it on its page.',
  reopen: 'GitHub does not reopen this advisory from here. Reopen it on its page.',
};

/**
 * Accepts, closes or reopens, or asks the bot to. A tag that asks the bot for the opposite goes out of the title with
 * it, or the bot would undo the decision within the hour.
 */
export async function changeState(
  parts: DecideParts,
  seen: Advisory,
  change: StateChange,
  how: How,
): Promise<Outcome> {
  const now = await look(parts);
  if (isReached(now, change)) return there(now);
  if (now.state !== seen.state) return changed(now);
  if (how.way === 'tag')
    return change !== 'reopen' && botActs(change, now)
      ? askBot(parts, seen, now, change, how.tag)
      : browser(now, refusals[change]);
  if (!sameWords(now.title, seen.title) || contradicted(seen, now, change)) return changed(now);
  return patch(parts, now, change);
}

/** It closes in triage and draft, accepts in triage, and does nothing else. */
function botActs(change: Asked, { state }: Advisory): boolean {
  return state === 'triage' || (state === 'draft' && change === 'close');
}

/** Is it so, and stays it so? */
function isReached(advisory: Advisory, change: StateChange): boolean {
  return goals[change].includes(advisory.state) && (change === 'close' || !toBeClosed(advisory));
}

function toBeClosed(advisory: Advisory): boolean {
  return requested(advisory)?.change === 'close';
}

/** Did somebody ask the bot for something else since it was seen? */
function contradicted(seen: Advisory, now: Advisory, change: StateChange): boolean {
  const [was, is] = [requested(seen), requested(now)];
  const wanted: Asked = change === 'close' ? 'close' : 'accept';
  return is?.tag !== was?.tag && is?.change !== wanted;
}

function patch(parts: DecideParts, now: Advisory, change: StateChange): Promise<Outcome> {
  const { github, repo, ghsaId, signal } = parts;
  const state = change === 'close' ? 'closed' : 'draft';
  const { title, unbracketed } = change === 'close' ? keep(now) : without(now.title, 'close');
  return orRefused(
    now,
    async () => {
      const retitled = title === now.title ? undefined : title;
      const answer = await github.advisories.setState(repo, ghsaId, state, signal, retitled);
      if (answer.state !== state) return browser(answer, refusals[change]);
      return done(answer, undoOf(parts, now, answer, change), bracketsNote(unbracketed));
    },
    refusals[change],
  );
}

const keep = ({ title }: Advisory) => ({ title, unbracketed: [] });

/**
 * Null for what GitHub cannot take back: nothing goes to triage again. Closed in triage and reopened it would be a
 * draft, for which the bot reserves a CVE id: that is not what an undo may do.
 */
function undoOf(parts: DecideParts, before: Advisory, left: Advisory, change: StateChange): Undo | null {
  const state = before.state;
  if (change === 'accept' || (state !== 'draft' && state !== 'closed')) return null;
  return async signal => {
    const again = { ...parts, signal };
    const now = await look(again);
    if (now.state === state) return there(now);
    if (now.state !== left.state || now.title !== left.title) return changed(now);
    return orRefused(
      now,
      async () => {
        const { github, repo, ghsaId } = again;
        const title = before.title === left.title ? undefined : before.title;
        const answer = await github.advisories.setState(repo, ghsaId, state, signal, title);
        return answer.state === state ? done(answer, null) : browser(answer, refusals[goBack(change)]);
      },
      refusals[goBack(change)],
    );
  };
}

const goBack = (change: StateChange): StateChange => (change === 'close' ? 'reopen' : 'close');
