import type { ExtensionContext } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { jobRecords, jobStoreOf } from '../common/jobRecords.ts';
import { openedBefore } from '../issue/opened.ts';
import { scratchRootOf } from '../port/scratchRoot.ts';
import { begunOf, type Begun } from './begun.ts';

/** What jobs of this machine, of any window, have begun in public for an advisory. */
export async function keptOf(context: ExtensionContext, advisory: Advisory): Promise<Begun> {
  const records = await jobRecords(jobStoreOf(context), scratchRootOf(context));
  return begunOf(records, advisory, openedBefore(context.globalState, advisory.repo, advisory.ghsaId));
}
