import { sameLogin } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { pullsOfIssue } from '../../jobs/issue/pullsOf.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import { madeByHand } from '../common/portLinks.ts';
import type { KnowledgeParts } from './knowledge.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll } from './states.ts';

/**
 * Looks for the pull requests of fixes that began with a public issue, one request at a time. Where there is exactly one,
 * of our own account, it is remembered as that of a port is; anybody may name an issue, so of others' `ghsa.fixInPublic`
 * asks.
 *
 * @throws what ends all reading
 */
export async function findPulls(
  github: Pick<AdvisorySource, 'issues'>,
  advisories: readonly Advisory[],
  me: string,
  { links, progress, found, log }: Pick<KnowledgeParts, 'links' | 'progress' | 'found' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  for (const advisory of advisories) {
    const issue = progress(advisory).publicIssue;
    if (issue === undefined || links(advisory)) continue;
    const repo = repoName(advisory.repo);
    try {
      const [pull, ...others] = await pullsOfIssue(github, { repo, issue }, signal);
      if (!pull || others.length > 0 || pull.author === null || !sameLogin(pull.author, me)) continue;
      const one: PortLinks = madeByHand({ repo, ghsaId: advisory.ghsaId, issue, pull: pull.number });
      await found(one);
    } catch (error) {
      if (endsAll(error)) throw error;
      log(error);
    }
  }
}
