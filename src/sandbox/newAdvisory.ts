import type { StoredAdvisory } from './model.ts';
import type { Store } from './store.ts';

const alphabet = '23456789cfghjmpqrvwx';

function newId(): string {
  const block = () => Array.from({ length: 4 }, () => alphabet[Math.floor(Math.random() * 20)]).join('');
  return `GHSA-${block()}-${block()}-${block()}`;
}

/** A new advisory with GitHub's defaults. The store does not have it yet. */
export function makeAdvisory(
  store: Store,
  parts: Partial<StoredAdvisory> & Pick<StoredAdvisory, 'repo' | 'summary' | 'description' | 'author'>,
): StoredAdvisory {
  const at = store.stamp();
  const advisory: StoredAdvisory = {
    ghsaId: newId(),
    state: 'draft',
    severity: null,
    vectorV4: null,
    vectorV3: null,
    cveId: null,
    reported: false,
    credits: [],
    cweIds: [],
    vulnerabilities: [],
    users: [],
    teams: [],
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    publishedAt: null,
    fork: null,
    comments: [],
    ...parts,
  };
  return advisory;
}
