import type { Advisory } from '../../advisory/model.ts';
import { requested, type Asked, type Tag } from '../../process/index.ts';
import { browser, changed, done, look, orRefused, there } from './outcomes.ts';
import { innerTag, sameTitle, sameWords, tagged, without } from './titles.ts';
import type { DecideParts, Outcome, Undo } from './types.ts';
import { bracketsNote, innerNote } from './words.ts';

/** Puts a tag in front of the title (`now`, in the state in which it was seen), unless the bot is asked already. */
export async function askBot(
  parts: DecideParts,
  seen: Advisory,
  now: Advisory,
  change: Asked,
  tag: Tag,
): Promise<Outcome> {
  const [was, is] = [requested(seen), requested(now)];
  const wish = tagged(now.title, tag);
  const ours = now.title === tagged(seen.title, tag).title;
  if (!ours && !sameWords(now.title, seen.title)) return changed(now);
  const asked = is?.change === change && (is.tag !== was?.tag || means(is.tag) === tag);
  if (asked)
    return {
      kind: 'asked',
      advisory: now,
      tag: is.tag,
      sent: false,
      undo: null,
      ...note(innerNote(innerTag(now.title))),
    };
  // Somebody asked for the opposite meanwhile, or took back what was asked.
  if (is?.tag !== was?.tag) return changed(now);
  return orRefused(now, async () => {
    const { github, repo, ghsaId, signal } = parts;
    const answer = await github.advisories.update(repo, ghsaId, { title: wish.title }, signal);
    if (requested(answer)?.change !== change)
      return browser(answer, `GitHub did not keep [${tag}]. Put it into the title on its page.`);
    return {
      kind: 'asked',
      advisory: answer,
      tag,
      sent: true,
      undo: takeBackOf(parts, answer, now.title),
      ...note(bracketsNote(wish.unbracketed)),
    };
  });
}

const note = (text: string | null) => (text === null ? {} : { note: text });

/** The bot's short forms ask for the same. */
function means(tag: string): string {
  return tag.replace(/^(ACCEPT|CLOSE|COMPLETE)$/, whole =>
    whole.endsWith('E') ? `${whole}D` : `${whole}ED`,
  );
}

/** Takes what asks the bot out of the title, while the bot has not acted on it. */
export async function takeBackTag(parts: DecideParts, seen: Advisory): Promise<Outcome> {
  const now = await look(parts);
  if (now.state !== seen.state) return changed(now);
  const is = requested(now);
  if (is === null) return there(now);
  if (is.tag !== requested(seen)?.tag || !sameWords(now.title, seen.title)) return changed(now);
  const { title, unbracketed } = without(now.title);
  return retitle(parts, now, title, answer =>
    done(answer, takeBackOf(parts, answer, now.title), bracketsNote(unbracketed)),
  );
}

/** Back to a title, as long as the advisory has the title and the state in which it was left. */
function takeBackOf(parts: DecideParts, left: Advisory, title: string): Undo {
  return async signal => {
    const again = { ...parts, signal };
    const now = await look(again);
    if (now.state === left.state && now.title === title) return there(now);
    if (now.state !== left.state || now.title !== left.title) return changed(now);
    return retitle(again, now, title, answer => done(answer, null));
  };
}

function retitle(
  { github, repo, ghsaId, signal }: DecideParts,
  now: Advisory,
  title: string,
  made: (answer: Advisory) => Outcome,
): Promise<Outcome> {
  return orRefused(now, async () => {
    if (title === '') return browser(now, 'Nothing but a tag is in the title. Write a title on its page.');
    const answer = await github.advisories.update(repo, ghsaId, { title }, signal);
    return sameTitle(answer.title, title) ? made(answer) : browser(answer, notKept);
  });
}

const notKept = 'GitHub did not keep the change of the title. Change it on its page.';
