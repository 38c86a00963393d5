import { shortId, type Advisory } from '../../advisory/model.ts';
import { profileOf } from '../../project/index.ts';
import { browser, changed, done, look, orRefused, there } from '../decide/outcomes.ts';
import type { Outcome } from '../decide/types.ts';
import { JobError } from '../errors.ts';
import { againstPlace, forbiddenIn } from './place.ts';
import { isShortId, type PublishParts } from './publish.ts';

/** Why GitHub is not asked for this project's CVE ids, as a sentence; null where it is. */
export function againstRequest(advisory: Pick<Advisory, 'repo' | 'htmlUrl'>): string | null {
  const name = forbiddenIn(advisory, ({ requestsCve }) => requestsCve);
  if (name === null) return null;
  const whom = profileOf(name).cveContact ?? 'the numbering authority of the project';
  return `CVE IDs of ${name} come from ${whom}, not from GitHub.`;
}

/**
 * Asks GitHub for a CVE ID: its people read the advisory then. Where an id is there, or the advisory is over, nothing is
 * sent. GitHub sets the id days later and shows nothing until then, so `asking` is told directly before the request goes:
 * whoever remembers that knows of it also where the answer is lost.
 * @throws JobError where the project forbids it, or the id was not typed
 */
export async function requestCve(
  parts: PublishParts,
  seen: Advisory,
  typed: string,
  asking: () => Promise<void> = async () => undefined,
): Promise<Outcome> {
  const against = againstRequest(seen);
  if (against !== null) throw new JobError('ask', against);
  if (!isShortId(typed, seen)) throw new JobError('ask', `Type ${shortId(seen.ghsaId)} to ask for a CVE ID.`);
  const now = await look(parts);
  const elsewhere = againstRequest(now) ?? againstPlace(now);
  if (elsewhere !== null) throw new JobError('ask', elsewhere);
  if (now.cveId !== null) return there(now);
  if (now.state !== seen.state) return changed(now);
  await asking();
  const outcome = await orRefused(now, async () => {
    const { github, repo, ghsaId, signal } = parts;
    await github.advisories.requestCve(repo, ghsaId, signal);
    return done(await look(parts), null);
  });
  if (outcome.kind !== 'browser') return outcome;
  const answer = await look(parts);
  return answer.cveId === null
    ? browser(
        answer,
        'GitHub takes no request for it: it was asked already, or gives none. Look at its page.',
      )
    : there(answer);
}
