import type { Store } from '../store.ts';

/** GitHub, as a numbering authority, gives the ids that were asked for (a person looks first; it takes days). */
export function giveCveIds(store: Store): void {
  for (const advisory of store.advisories.values()) {
    if (!advisory.cveRequested || advisory.cveId !== null) continue;
    advisory.cveRequested = false;
    advisory.cveId = `CVE-${store.now().getUTCFullYear()}-${900_000 + store.id()}`;
    advisory.updatedAt = store.stamp();
  }
}
