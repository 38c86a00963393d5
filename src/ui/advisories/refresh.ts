import { repoName, type RepoRef } from '../../advisory/model.ts';
import { profileOf } from '../../project/index.ts';
import { findPulls } from './begun.ts';
import type { Knowledge, KnowledgeParts } from './knowledge.ts';
import { readLists, wantedOf, type ReadingOptions } from './reading.ts';
import type { Shelf } from './shelf.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll, failureOf, isPassing } from './states.ts';

export interface RefreshOptions extends ReadingOptions {
  readonly repositories: readonly RepoRef[];
  /** Closed advisories too. */
  readonly finished: boolean;
}

/** The rights, the lists, and for ours what is beside them. One repository's failure never blanks the others. */
export async function readEverything(
  github: AdvisorySource,
  known: Knowledge,
  options: RefreshOptions,
): Promise<void> {
  const { signal } = options;
  const { links, now } = known.parts;
  for (const shelf of known.keep(options.repositories)) {
    await readRights(github, known, shelf, signal);
    await readRepository(github, shelf, options, known.parts);
    if (signal.aborted) return;
    // Each repository is shown when it is whole: between two of its lists an advisory that moved would be in none.
    options.page();
  }
  const mine = known.mine();
  await findPulls(github, mine, known.login, known.parts, signal);
  await known.evidence.read(github, mine, links, signal);
  await known.audience.read(github, mine, now(), signal);
  // Whose word counts, the teams have said by now.
  await known.shared.read(github, mine, known, signal);
  await known.audience.readTeams(github, known.reported(), now(), signal);
}

/** What we may do there, asked once. */
async function readRights(
  github: AdvisorySource,
  known: Knowledge,
  { repo }: Shelf,
  signal: AbortSignal,
): Promise<void> {
  const rights = known.rights(repo);
  if (rights.asked) return;
  try {
    const { permissions } = await github.repos.get(repoName(repo), signal);
    Object.assign(rights, { permissions, asked: true });
    known.revision++;
  } catch (error) {
    if (endsAll(error)) throw error;
    known.parts.log(error);
    rights.asked = !isPassing(failureOf(error));
  }
}

async function readRepository(
  github: AdvisorySource,
  shelf: Shelf,
  { finished, ...options }: RefreshOptions,
  { now, log }: Pick<KnowledgeParts, 'now' | 'log'>,
): Promise<void> {
  const began = now().getTime();
  const lists = wantedOf(profileOf(repoName(shelf.repo)), finished);
  try {
    await readLists(github, shelf, lists, options);
    if (options.signal.aborted) return;
    shelf.keep(lists.map(({ state }) => state));
    shelf.readWhole(began);
  } catch (error) {
    if (endsAll(error)) throw error;
    log(error);
    const failure = failureOf(error);
    shelf.fail(failure, !isPassing(failure));
  }
}
