import { parseRepo } from '../../advisory/id.ts';
import { GitHubError } from '../../github/index.ts';
import { readBackports } from '../../jobs/backport/read/index.ts';
import type { Member } from '../../project/index.ts';
import { linksIn } from '../common/portLinks.ts';
import { releaseCycles } from '../common/releaseCycles.ts';
import { settings } from '../common/settings.ts';
import type { DashboardParts } from './parts.ts';
import type { OverviewParts } from './overview.ts';

/** How the dashboard reads: GitHub, the release cycle, and who the release managers are. */
export function readerOf({
  context,
  github,
  log,
  model,
}: OverviewParts): Pick<DashboardParts, 'fetch' | 'cycle' | 'mainOf' | 'read'> {
  let members: readonly Member[] | null = null;

  /** Only for logins of release managers; without it their names do. */
  const membersOf = async (signal: AbortSignal): Promise<readonly Member[]> => {
    if (members) return members;
    try {
      return (members = await (await github()).members.list(settings.membersUrl(), signal));
    } catch (error) {
      if (signal.aborted) throw error;
      log(error);
      return [];
    }
  };

  return {
    cycle: signal => releaseCycles(context).read(signal),
    fetch: async ({ repo, ghsaId }, signal) => {
      const ref = parseRepo(repo);
      if (!ref) throw new GitHubError('malformed', `${repo} is no repository's name.`);
      return (await github()).advisories.get(ref, ghsaId, signal);
    },
    mainOf: advisory => model.facts(advisory).publicFix?.state ?? null,
    read: async ({ advisory, links, progress }, cycle, signal, round) =>
      readBackports(
        await github(),
        {
          ...{ repo: links.repo, advisory, links, cycle, members: await membersOf(signal) },
          notNeeded: progress.notBackported ?? {},
          accepted: progress.acceptedBackports ?? {},
          shared: round,
          me: model.state.kind === 'loaded' ? model.state.login : '',
          known: linksIn(context.globalState),
        },
        signal,
      ),
  };
}
