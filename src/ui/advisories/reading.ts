import { repoName, type AdvisoryState } from '../../advisory/model.ts';
import type { Profile } from '../../project/index.ts';
import type { Shelf } from './shelf.ts';
import type { AdvisorySource } from './source.ts';

/** A list to be read, and how much of it. */
export interface Wanted {
  readonly state: AdvisoryState;
  /** The newest page only. */
  readonly onlyFirst?: boolean;
}

export interface ReadingOptions {
  readonly signal: AbortSignal;
  /** "Loading python/cpython, page 3…", before it is asked for. */
  readonly progress: (text: string) => void;
  /** A page has come of a list that was never read whole: its rows may be seen. */
  readonly page: () => void;
}

/** Reads the lists of a repository onto its shelf, one request at a time. @throws what GitHub answered */
export async function readLists(
  github: Pick<AdvisorySource, 'advisories'>,
  shelf: Shelf,
  lists: readonly Wanted[],
  { signal, progress, page }: ReadingOptions,
): Promise<void> {
  let read = 0;
  const asking = () => progress(`Loading ${repoName(shelf.repo)}, page ${read + 1}…`);
  for (const { state, onlyFirst = false } of lists) {
    const before = shelf.pages(state);
    const pages: (typeof before)[number][] = [];
    asking();
    const newest = onlyFirst ? ({ sort: 'published', onlyFirst } as const) : {};
    for await (const { advisories } of github.advisories.pages(shelf.repo, state, { signal, ...newest })) {
      if (signal.aborted) return;
      pages.push(advisories);
      read++;
      if (!shelf.isWhole(state)) {
        // What an earlier reading got behind it stays until it is read again.
        shelf.put(state, [...pages, ...before.slice(pages.length)], false);
        page();
      }
      asking();
    }
    if (signal.aborted) return;
    shelf.put(state, pages, true);
  }
}

/** Which lists are read: open work, the newest published one (where nothing should be), and finished ones when asked. */
export function wantedOf(profile: Pick<Profile, 'process'>, finished: boolean): readonly Wanted[] {
  return [
    { state: 'triage' },
    { state: 'draft' },
    ...(finished ? [{ state: 'closed' } as const] : []),
    ...(profile.process === 'plain' ? [] : [{ state: 'published', onlyFirst: true } as const]),
    ...(profile.process === 'plain' && finished ? [{ state: 'published' } as const] : []),
  ];
}
