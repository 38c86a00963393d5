import type { Memento } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { reasonsAfter, type Keep } from '../../jobs/port/index.ts';
import { keepLinks } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';

/** What remains of a port here: the links, and that a branch was left out knowingly rather than forgotten. */
export function keeperOf(
  state: Pick<Memento, 'get' | 'update'>,
  progress: Pick<ProgressRecords, 'update'>,
  advisory: Pick<Advisory, 'repo' | 'ghsaId'>,
): Keep {
  return async (links, branches) => {
    // The reasons first: who sees the links judges the branches at once.
    if (branches !== null)
      await progress.update(advisory, ({ notBackported = {} }) => ({
        notBackported: reasonsAfter(notBackported, branches),
      }));
    await keepLinks(state, links);
  };
}
