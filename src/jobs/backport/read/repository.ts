import { orHidden, type GitHub } from '../../../github/index.ts';
import type { BackportFacts } from '../../../process/backports/types.ts';
import type { Round } from './round.ts';

type OfRepository = Pick<BackportFacts, 'existing' | 'knownLabels' | 'mayLabel' | 'mayEdit'>;

/** What is the same for all advisories of a repository: its branches, its labels, and what the account may do. */
export function repositoryFacts(
  github: GitHub,
  repo: string,
  round: Round,
  signal: AbortSignal | undefined,
): Promise<OfRepository> {
  return round.once(`${repo} itself`, async () => {
    const existing = await orHidden(github.repos.branches(repo, signal));
    const info = await orHidden(github.repos.get(repo, signal));
    const knownLabels = await orHidden(github.repos.labels(repo, signal));
    const { admin = false, push = false, triage = false } = info?.permissions ?? {};
    return { existing, knownLabels, mayLabel: admin || push || triage, mayEdit: admin || push };
  });
}
