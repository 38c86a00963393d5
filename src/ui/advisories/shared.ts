import { isCoordinator } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { readShared } from '../../jobs/links/shared.ts';
import { verifyFix } from '../../jobs/links/verify.ts';
import { madeByHand } from '../common/portLinks.ts';
import type { Audience } from './audience.ts';
import type { KnowledgeParts } from './knowledge.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll, rowId } from './states.ts';

/** Milliseconds until a discussion that had no list is read again. */
const patience = 10 * 60_000;

/**
 * Reads back the links that another coordinator left in the discussion, for drafts whose public side is not known here.
 * They are believed of coordinators and team members, never of the reporter, and looked at on GitHub first.
 */
export class SharedReading {
  /** When each was read last. */
  readonly #read = new Map<string, number>();

  /** One request at a time. Gives those whose links are known now. @throws what ends all reading */
  async read(
    github: Pick<AdvisorySource, 'advisories' | 'pulls' | 'issues'>,
    advisories: readonly Advisory[],
    {
      login,
      parts,
      audience,
    }: { readonly login: string; readonly parts: KnowledgeParts; readonly audience: Audience },
    signal: AbortSignal,
  ): Promise<Advisory[]> {
    const found: Advisory[] = [];
    for (const advisory of advisories) {
      if (advisory.state !== 'draft' || parts.links(advisory) || !this.#isDue(advisory, parts.now()))
        continue;
      const member = (name: string) => isCoordinator(advisory, name) || audience.hasMember(advisory, name);
      try {
        const shared = await readShared(github, advisory, { me: login, member }, signal);
        this.#read.set(rowId(advisory), parts.now().getTime());
        if (shared === null || shared.links.pull === null) continue;
        const { issue, pull } = shared.links;
        const fix = await verifyFix(github, advisory, { issue, pull }, signal);
        const { repo, ghsaId } = { repo: repoName(advisory.repo), ghsaId: advisory.ghsaId };
        await parts.found(madeByHand({ repo, ghsaId, issue: fix.issue, pull: fix.pull }));
        found.push(advisory);
      } catch (error) {
        if (endsAll(error)) throw error;
        parts.log(error);
      }
    }
    return found;
  }

  #isDue(advisory: Advisory, now: Date): boolean {
    const last = this.#read.get(rowId(advisory));
    return last === undefined || now.getTime() - last >= patience;
  }
}
