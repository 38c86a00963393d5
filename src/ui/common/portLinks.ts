import type { Memento } from 'vscode';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';

const key = 'ghsa.links';

/** What is remembered of the public side of fixes: ids only. */
export function linksIn(state: Pick<Memento, 'get'>): readonly PortLinks[] {
  return state.get<PortLinks[]>(key, []);
}

/** Those of one advisory, as GitHub compares names; null: none that this machine knows. */
export function linksOf(state: Pick<Memento, 'get'>, repo: RepoRef, ghsaId: string): PortLinks | null {
  const name = repoName(repo).toLowerCase();
  return linksIn(state).find(links => links.ghsaId === ghsaId && links.repo.toLowerCase() === name) ?? null;
}

/** Remembers the links of one fix; of each advisory the last ones. */
export async function keepLinks(state: Pick<Memento, 'get' | 'update'>, links: PortLinks): Promise<void> {
  const others = linksIn(state).filter(
    ({ repo, ghsaId }) => ghsaId !== links.ghsaId || repo.toLowerCase() !== links.repo.toLowerCase(),
  );
  await state.update(key, [...others, links]);
}

export async function forgetLinks(state: Pick<Memento, 'update'>): Promise<void> {
  await state.update(key, undefined);
}

/** The links of a fix whose public pull request was opened by hand. */
export function madeByHand(links: Pick<PortLinks, 'repo' | 'ghsaId' | 'issue' | 'pull'>): PortLinks {
  return { ...links, commit: '', droppedLabels: [] };
}
