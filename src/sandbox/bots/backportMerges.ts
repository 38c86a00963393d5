import { passes } from '../checks.ts';
import { squashMerge } from '../merge.ts';
import type { Issue, Repo } from '../model.ts';
import { managerOf } from '../releaseCycle.ts';
import type { Store } from '../store.ts';
import { missIslingtonLogin } from './missIslington.ts';

/** What a release manager looks for (devguide, Security branches). */
const seen = ['type-security', 'release-blocker'];

/**
 * Backports whose checks passed get merged: a core developer those of branches with bug fixes, and the release manager,
 * who looks at both labels, those of security branches.
 */
export async function mergeBackports(
  store: Store,
  repo: Repo,
  coreDeveloper: string,
): Promise<{ readonly merged: Issue[]; readonly stuck: Issue[] }> {
  const done = { merged: [] as Issue[], stuck: [] as Issue[] };
  for (const pull of repo.issues.values()) {
    const branch = pull.pull?.base ?? repo.defaultBranch;
    const manager = pull.state === 'open' && ours(store, pull) ? managerOf(store, branch) : null;
    if (!manager || branch === repo.defaultBranch || !passes(pull)) continue;
    if (manager.alone && !seen.every(name => pull.labels.includes(name))) continue;
    const sha = await squashMerge(store, repo, pull, manager.alone ? manager.login : coreDeveloper);
    (sha === null ? done.stuck : done.merged).push(pull);
  }
  return done;
}

const ours = (store: Store, { author }: Issue) =>
  author === missIslingtonLogin || store.team.members.has(author.toLowerCase());
