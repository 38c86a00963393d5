import type { Page } from 'playwright-core';

/** One record of what VS Code keeps in the browser: where a desktop has its databases, History and Backups. */
export interface Kept {
  readonly where: string;
  readonly text: string;
}

/** Everything in IndexedDB and in the two storages of VS Code's page, and where it was. */
export function browserState(page: Page): Promise<Kept[]> {
  return page.evaluate(async () => {
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
      if (value instanceof Map) return text([...value]);
      if (typeof value !== 'object' || value === null) return String(value);
      return Object.entries(value)
        .map(([key, part]) => `${key} ${text(part)}`)
        .join('\n');
    };
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: { where: string; text: string }[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const opened = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(opened.getAllKeys()), done(opened.getAll())]);
        keys.forEach((key, i) =>
          found.push({ where: `${name}/${store}/${text(key)}`, text: text(values[i]) }),
        );
      }
      database.close();
    }
    for (const [name, storage] of [
      ['localStorage', localStorage],
      ['sessionStorage', sessionStorage],
    ] as const)
      for (const key of Object.keys(storage))
        found.push({ where: `${name}/${key}`, text: storage.getItem(key)! });
    return found;
  });
}
