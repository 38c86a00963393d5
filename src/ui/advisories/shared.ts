import type { Advisory } from '../../advisory/model.ts';
import { readShared } from '../../jobs/links/shared.ts';
import { verifyFix, type FoundFix } from '../../jobs/links/verify.ts';
import type { Audience } from './audience.ts';
import type { Evidence } from './evidence.ts';
import type { KnowledgeParts } from './knowledge.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll, rowId } from './states.ts';

/** Milliseconds until a discussion that had no list is read again. */
const patience = 10 * 60_000;
/** So many discussions are read at one refresh. */
const most = 2;

/** Links that stand in a discussion and are not known here. */
export interface LinksOffer {
  readonly advisory: Advisory;
  /** As GitHub has it. */
  readonly fix: FoundFix;
  /** Who wrote the list. */
  readonly author: string;
  /** When. ISO 8601 */
  readonly at: string;
}

interface Reading {
  readonly login: string;
  readonly parts: Pick<KnowledgeParts, 'links' | 'now' | 'offered' | 'log' | 'progress'>;
  readonly audience: Pick<Audience, 'hasMember'>;
  readonly evidence: Pick<Evidence, 'pulls'>;
}

/**
 * Finds the links that another coordinator left in the discussion, for drafts whose public side is not known here and may
 * be there. They are looked at on GitHub and offered, once: what counts as the fix is never chosen without a press.
 */
export class SharedReading {
  /** When each was read last. */
  readonly #read = new Map<string, number>();

  /** One request at a time, those first that were not read for longest. @throws what ends all reading */
  async read(
    github: Pick<AdvisorySource, 'advisories' | 'pulls' | 'issues'>,
    advisories: readonly Advisory[],
    known: Reading,
    signal: AbortSignal,
  ): Promise<void> {
    const now = known.parts.now().getTime();
    const due = advisories
      .filter(advisory => mayBePublic(advisory, known) && now - this.#last(advisory) >= patience)
      .sort((a, b) => this.#last(a) - this.#last(b))
      .slice(0, most);
    for (const advisory of due) {
      try {
        await this.#into(github, advisory, known, signal);
      } catch (error) {
        if (endsAll(error)) throw error;
        known.parts.log(error);
      }
    }
  }

  async #into(
    github: Pick<AdvisorySource, 'advisories' | 'pulls' | 'issues'>,
    advisory: Advisory,
    { login, parts, audience }: Reading,
    signal: AbortSignal,
  ): Promise<void> {
    const member = (name: string) => audience.hasMember(advisory, name);
    const shared = await readShared(github, advisory, { me: login, member }, signal);
    this.#read.set(rowId(advisory), parts.now().getTime());
    if (shared === null || parts.progress(advisory).linksOffered === shared.at) return;
    const { links, author, at } = shared;
    const fix = await verifyFix(github, advisory, links, signal);
    parts.offered({ advisory, fix, author, at });
  }

  #last(advisory: Advisory): number {
    return this.#read.get(rowId(advisory)) ?? -Infinity;
  }
}

/** Before there is a CVE id or a finished private fix, nothing of it can be public. */
function mayBePublic(advisory: Advisory, { parts, evidence }: Reading): boolean {
  if (advisory.state !== 'draft' || parts.links(advisory)) return false;
  return advisory.cveId !== null || evidence.pulls(advisory)?.some(({ state }) => state !== 'open') === true;
}
