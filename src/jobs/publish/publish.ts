import { shortId, type Advisory } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import { orHidden, type GitHub } from '../../github/index.ts';
import { profileOf } from '../../project/index.ts';
import { browser, changed, done, look, orRefused, there } from '../decide/outcomes.ts';
import type { DecideParts, Outcome } from '../decide/types.ts';
import { JobError } from '../errors.ts';
import { crossing } from '../line/cross.ts';
import { againstPlace, forbiddenIn } from './place.ts';
import { productWords, publishSecrets, reviewPublish } from './review.ts';
import { publishView, type PublishView } from './view.ts';

export interface PublishParts extends Omit<DecideParts, 'github'> {
  readonly github: { readonly advisories: Pick<GitHub['advisories'], 'get' | 'publish' | 'requestCve'> };
}

/** What the coordinator saw and confirmed. */
export interface Confirmed {
  /** What was typed to confirm: the short id. */
  readonly typed: string;
  readonly overruled: readonly Overruled[];
}

/** Why an advisory's project does not publish on GitHub, as a sentence; null where it does. */
export function againstPublishing(advisory: Pick<Advisory, 'repo' | 'htmlUrl'>): string | null {
  const name = forbiddenIn(advisory, ({ publishes }) => publishes);
  if (name === null) return null;
  return profileOf(name).process === 'psrt'
    ? `Advisories of ${name} are not published on GitHub. They are announced by e-mail.`
    : `Advisories of ${name} are not published from here. Name it plain in ghsa.profiles if its own people publish them.`;
}

/**
 * Shows an advisory to everybody. It cannot be taken back, and GitHub deletes the private fork with it. Looks first:
 * what is published already is left, and what is not as it was seen goes nowhere. Title and description are sent with the
 * state, so that exactly the words that were read become public.
 * @throws JobError where the project forbids it, the id was not typed, or a finding is open
 */
export async function publish(
  parts: PublishParts,
  seen: Advisory,
  { typed, overruled }: Confirmed,
): Promise<Outcome> {
  const against = againstPublishing(seen);
  if (against !== null) throw new JobError('ask', against);
  if (!isShortId(typed, seen)) throw new JobError('ask', `Type ${shortId(seen.ghsaId)} to publish it.`);
  const open = reviewPublish(seen, overruled).toSettle[0];
  if (open) throw new JobError('findings', open.message);
  const now = await look(parts);
  // Whatever name the request had: only the repository of the answer tells what may be done with it.
  const elsewhere = againstPublishing(now) ?? againstPlace(now);
  if (elsewhere !== null) throw new JobError('ask', elsewhere);
  if (now.state === 'published') return there(now);
  if (now.state !== 'draft' || !sameView(now, seen)) return changed(now);
  const secrets = publishSecrets(now);
  crossing(productWords(now), 'products', secrets, overruled);
  const words = {
    title: crossing(now.title, 'title', secrets, overruled),
    description: crossing(now.description, 'description', secrets, overruled),
  };
  const sent = await orRefused(now, async () => {
    const { github, repo, ghsaId, signal } = parts;
    await github.advisories.publish(repo, ghsaId, words, signal);
    return done(now, null);
  });
  if (sent.kind !== 'done') return sent;
  // Refused to show it, GitHub has taken it all the same.
  const answer = await orHidden(look(parts));
  if (answer === null)
    return browser(now, 'It was sent, and GitHub does not show what came of it. Look at its page.');
  return answer.state === 'published'
    ? done(answer, null, differing(answer, seen))
    : browser(answer, 'GitHub did not publish it. Look at its page.');
}

/** Is it the short id of this advisory, in any casing? */
export function isShortId(typed: string, { ghsaId }: Pick<Advisory, 'ghsaId'>): boolean {
  return typed.trim().toLowerCase() === shortId(ghsaId).toLowerCase();
}

/** What was changed between the look and the write, which GitHub offers no lock for, as a sentence; null: nothing. */
function differing(published: Advisory, seen: Advisory): string | null {
  const [now, then] = [publishView(published), publishView(seen)];
  const parts = (Object.keys(then) as (keyof PublishView)[]).filter(
    part => JSON.stringify(now[part]) !== JSON.stringify(then[part]),
  );
  if (parts.length === 0) return null;
  const words = parts.map(part => viewWords[part]).join(', ');
  return `Somebody changed it meanwhile: ${words}. Look at what everybody reads now.`;
}

const viewWords: Readonly<Record<keyof PublishView, string>> = {
  title: 'the title',
  description: 'the description',
  severity: 'the severity',
  vectors: 'the vectors',
  cveId: 'the CVE ID',
  cweIds: 'the weaknesses',
  products: 'the affected versions',
  credits: 'the credits',
};

function sameView(a: Advisory, b: Advisory): boolean {
  return JSON.stringify(publishView(a)) === JSON.stringify(publishView(b));
}
