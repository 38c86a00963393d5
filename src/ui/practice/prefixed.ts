import type { Memento, SecretStorage } from 'vscode';

/** Begins every key that practice keeps, so that nothing of it is found under a real one, and no real one is read. */
export const prefix = 'ghsa.practice/';
/** The list of the secrets' keys: not every VS Code can list them. */
const index = `${prefix}secrets`;

type State = Pick<Memento, 'keys' | 'get' | 'update'>;

/** VS Code's secrets, as practice sees them. */
export function prefixedSecrets(secrets: SecretStorage, state: State): SecretStorage {
  return {
    get: key => secrets.get(prefix + key),
    async store(key, value) {
      // The list first: a secret that is not in it would never be deleted.
      const known = state.get<string[]>(index, []);
      if (!known.includes(key)) await state.update(index, [...known, key]);
      await secrets.store(prefix + key, value);
    },
    delete: key => secrets.delete(prefix + key),
    keys: () => Promise.resolve([...state.get<string[]>(index, [])]),
    onDidChange: (listener, self, disposables) =>
      secrets.onDidChange(
        ({ key }) => {
          if (key.startsWith(prefix)) listener.call(self, { key: key.slice(prefix.length) });
        },
        undefined,
        disposables,
      ),
  } as SecretStorage;
}

/** VS Code's state, as practice sees it. */
export function prefixedState<T extends State>(state: T): Omit<T, keyof State> & State {
  const own = {
    keys: () =>
      state
        .keys()
        .filter(key => key.startsWith(prefix) && key !== index)
        .map(key => key.slice(prefix.length)),
    get: (key: string, fallback?: unknown) => state.get(prefix + key, fallback),
    update: (key: string, value: unknown) => state.update(prefix + key, value),
    /** Nothing of practice goes to another machine. */
    setKeysForSync: () => undefined,
  };
  return own as unknown as Omit<T, keyof State> & State;
}

/** Deletes everything that was kept through the two above; `secrets` and `state` are the real ones. */
export async function forgetPractice(secrets: SecretStorage, state: State): Promise<void> {
  for (const key of state.get<string[]>(index, [])) await secrets.delete(prefix + key);
  for (const key of state.keys()) if (key.startsWith(prefix)) await state.update(key, undefined);
}
