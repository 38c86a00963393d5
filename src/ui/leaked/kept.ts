import { readdir } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { SecretStore } from '../common/secretStore.ts';
import { openedBefore } from '../issue/opened.ts';
import { scratchRootOf } from '../port/scratchRoot.ts';
import { begunOf, damaged, type Begun } from './begun.ts';

/** What jobs of this machine, of any window, have begun in public for an advisory. */
export async function keptOf(context: ExtensionContext, advisory: Advisory): Promise<Begun> {
  const { secrets, globalState } = context;
  const store = new SecretStore(secrets, globalState, 'ghsa.jobs');
  // Another window's jobs are not in the list of keys; their folders are named by them.
  const folders = await readdir(scratchRootOf(context)).catch(() => []);
  const keys = [...new Set([...store.keys(), ...folders])];
  const records = await Promise.all(keys.map(key => store.load(key).catch(() => damaged)));
  return begunOf(records, advisory, openedBefore(globalState, advisory.repo, advisory.ghsaId));
}
