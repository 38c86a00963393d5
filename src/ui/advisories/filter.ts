import { repoName, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import type { Move } from '../../process/types.ts';

/** What of the list is shown. The words of a search stay on this machine. */
export interface Filter {
  readonly show: Show;
  /** `owner/name`; null: every repository. */
  readonly repo: string | null;
  /** Words that must all occur; empty: no search. */
  readonly search: string;
}

export type Show = 'mine' | 'unassigned' | 'all' | 'finished';

/** The name of each choice, and what it shows. */
export const showWords: Readonly<Record<Show, readonly [label: string, detail: string]>> = {
  mine: ['Mine', 'Your move, waiting, and what nobody has taken yet'],
  unassigned: ['Unassigned', 'What nobody has taken yet'],
  all: ['All', "Other coordinators' too"],
  // What was published by mistake is work: it is not here, but with those that are open.
  finished: ['Finished', 'Closed or published, with nothing left to do'],
};

export const noFilter: Filter = { show: 'mine', repo: null, search: '' };

/** The groups of each choice, in their order. */
export const shownMoves: Readonly<Record<Show, readonly Move[]>> = {
  mine: ['yours', 'waiting', 'unassigned'],
  unassigned: ['unassigned'],
  all: ['yours', 'waiting', 'unassigned', 'other'],
  finished: ['finished'],
};

/** Is it of the chosen repository, and does it hold every word of the search? */
export function fits(advisory: Advisory, { repo, search }: Filter): boolean {
  if (repo !== null && repoName(advisory.repo).toLowerCase() !== repo.toLowerCase()) return false;
  const words = wordsOf(search);
  if (words.length === 0) return true;
  const text = searched(advisory);
  return words.every(word => text.includes(word));
}

/** Title without tags, ids and logins: what a coordinator has at hand when they look for an advisory. */
function searched({ title, ghsaId, cveId, author, credits, users }: Advisory): string {
  const logins = [author ?? '', ...credits.map(({ login }) => login), ...users];
  return [stripTags(title), ghsaId, cveId ?? '', ...logins].join('\n').toLowerCase();
}

function wordsOf(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
}

/** "mine · python/cpython · search: spam" for the head of the view. */
export function filterWords({ show, repo, search }: Filter): string {
  return [
    show,
    ...(repo === null ? [] : [repo]),
    ...(search.trim() === '' ? [] : [`search: ${search.trim()}`]),
  ].join(' · ');
}
