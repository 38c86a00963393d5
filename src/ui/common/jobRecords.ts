import { readdir } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import { JobError } from '../../jobs/errors.ts';
import type { JobStore } from '../../jobs/store.ts';
import { SecretStore } from './secretStore.ts';

/** The records of all jobs: ports, backports and public issues; each tells what it is. */
export function jobStoreOf({ secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>) {
  return new SecretStore(secrets, globalState, 'ghsa.jobs', readJob);
}

/** Stands for a record that cannot be read. */
export const damaged = Symbol('damaged');

/** Every record of a job on this machine, of any window, and `damaged` for one that cannot be read. */
export async function jobRecords(
  store: Pick<JobStore, 'load'> & { keys(): readonly string[] },
  scratchRoot: string,
): Promise<readonly unknown[]> {
  // Another window's jobs are not in the list of keys; their folders are named by them.
  const folders = await readdir(scratchRoot).catch(() => []);
  const keys = [...new Set([...store.keys(), ...folders])];
  return Promise.all(keys.map(key => store.load(key).catch(() => damaged)));
}

/** @throws JobError: as no record it would be begun anew, and make everything twice. */
function readJob(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JobError(
      'changed',
      'The memory of this job is damaged: look on GitHub what is there already, then delete it with GHSA: Remove Traces.',
    );
  }
}
