import { repoName, type RepoRef } from '../../advisory/model.ts';
import { profileOf } from '../../project/index.ts';
import type { Knowledge, Memory } from './knowledge.ts';
import { readLists, wantedOf, type ReadingOptions } from './reading.ts';
import type { Shelf } from './shelf.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll, failureOf, isPassing } from './states.ts';

export interface RefreshOptions extends ReadingOptions {
  readonly repositories: readonly RepoRef[];
  /** Closed advisories too. */
  readonly finished: boolean;
  readonly memory: Memory;
  readonly now: Date;
  readonly log: (error: unknown) => void;
}

/**
 * Reads everything anew, one request at a time. One repository's failure never blanks the others. Tells whether
 * something beside the lists has changed. @throws what ends all reading: offline, signed out, rate limit, cancelled
 */
export async function readEverything(
  github: AdvisorySource,
  known: Knowledge,
  options: RefreshOptions,
): Promise<boolean> {
  const { signal, memory, now } = options;
  let changed = false;
  for (const shelf of known.keep(options.repositories)) {
    changed = (await readRights(github, known, shelf, options)) || changed;
    await readRepository(github, shelf, options);
    if (signal.aborted) return false;
    // Each repository is shown when it is whole: between two of its lists an advisory that moved would be in none.
    options.page();
  }
  const mine = known.mine();
  changed = (await known.evidence.read(github, mine, memory.links, signal)) || changed;
  return (await known.audience.read(github, mine, now, signal)) || changed;
}

/** What we may do there, asked once. */
async function readRights(
  github: AdvisorySource,
  known: Knowledge,
  { repo }: Shelf,
  { signal, log }: RefreshOptions,
): Promise<boolean> {
  const rights = known.rights(repo);
  if (rights.asked) return false;
  try {
    const { permissions } = await github.repos.get(repoName(repo), signal);
    if (signal.aborted) return false;
    Object.assign(rights, { permissions, asked: true });
    return true;
  } catch (error) {
    if (endsAll(error)) throw error;
    log(error);
    rights.asked = !isPassing(failureOf(error));
    return false;
  }
}

async function readRepository(
  github: AdvisorySource,
  shelf: Shelf,
  { finished, now, log, ...options }: RefreshOptions,
): Promise<void> {
  const lists = wantedOf(profileOf(repoName(shelf.repo)), finished);
  try {
    await readLists(github, shelf, lists, options);
    if (options.signal.aborted) return;
    shelf.keep(lists.map(({ state }) => state));
    shelf.readWhole(now.getTime());
  } catch (error) {
    if (endsAll(error)) throw error;
    log(error);
    const failure = failureOf(error);
    shelf.fail(failure, !isPassing(failure));
  }
}
