import type { Memento } from 'vscode';

/** Clones whose deletion was offered once, by path. */
const key = 'ghsa.clones.offered';

export function offeredIn(state: Pick<Memento, 'get'>): readonly string[] {
  return state.get<string[]>(key, []);
}

/** Remembers no others than these. */
export async function keepOffered(state: Pick<Memento, 'update'>, paths: readonly string[]): Promise<void> {
  await state.update(key, paths.length === 0 ? undefined : paths);
}

/** The clone is gone. */
export async function forgetOffered(
  state: Pick<Memento, 'get' | 'update'>,
  gone: (path: string) => boolean,
): Promise<void> {
  const offered = offeredIn(state);
  if (offered.some(gone))
    await keepOffered(
      state,
      offered.filter(path => !gone(path)),
    );
}
