import { cvePath, cveRecordPage } from './cveServices.ts';
import type { Reply } from './http.ts';
import { releaseCyclePage } from './releaseCycle.ts';
import type { Store } from './store.ts';

/**
 * What the web side shows: the release cycle as python.org publishes it, and a plain line of text for every
 * address that an answer names, so that "Open on GitHub" ends somewhere.
 */
export function page(store: Store, path: string): Reply {
  if (path.endsWith('/release-cycle.json')) return releaseCyclePage(store);
  if (path.startsWith(cvePath)) return cveRecordPage(store, path.slice(cvePath.length));
  if (path === '/psrt.csv') return text(200, members(store));
  return text(200, `Practice GitHub. Nothing here is real.\n\n${path}\n`);
}

/** The members as the devguide lists them: name, login, notes, no header. */
function members(store: Store): string {
  const repo = store.repo('python/cpython');
  const rows = [...store.team.members].map(login => {
    const notes = [
      ...(repo && store.may(repo, login, 'admin') ? ['Admin'] : []),
      ...(store.team.releaseManagers.has(login) ? ['Release Manager'] : []),
    ];
    const cell = notes.length > 1 ? `"${notes.join(', ')}"` : notes.join('');
    return `${store.user(login)?.name ?? login},${login},${cell}\n`;
  });
  return rows.join('');
}

function text(status: number, words: string): Reply {
  return { status, raw: Buffer.from(words), headers: { 'content-type': 'text/plain; charset=utf-8' } };
}
