import type { Memento } from 'vscode';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import type { IssueLink } from '../../jobs/issue/index.ts';
import { linksOf } from '../common/portLinks.ts';

/** The list of public issues that were opened from here: ids only. */
export const openedIndex = 'ghsa.issues';

/** The public issue of an advisory, opened for itself or by a port; null: none that this machine knows. */
export function openedBefore(state: Memento, repo: RepoRef, ghsaId: string): number | null {
  const opened = state
    .get<IssueLink[]>(openedIndex, [])
    .find(link => link.ghsaId === ghsaId && link.repo === repoName(repo));
  return opened?.issue ?? linksOf(state, repo, ghsaId)?.issue ?? null;
}

/** Remembers an issue; of each advisory the last one. */
export const keepOpened =
  (state: Memento) =>
  async (link: IssueLink): Promise<void> => {
    const others = state.get<IssueLink[]>(openedIndex, []).filter(({ ghsaId }) => ghsaId !== link.ghsaId);
    await state.update(openedIndex, [...others, link]);
  };
