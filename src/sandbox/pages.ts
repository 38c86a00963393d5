import { cvePath, cveRecordPage } from './cveServices.ts';
import type { Reply } from './http.ts';
import type { Store } from './store.ts';

/**
 * What the web side shows: the release cycle as python.org publishes it, and a plain line of text for every
 * address that an answer names, so that "Open on GitHub" ends somewhere.
 */
export function page(store: Store, path: string): Reply {
  if (path.endsWith('/release-cycle.json')) return { status: 200, json: releaseCycle };
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

const line = (branch: string, status: string, manager: string, first: string, end: string) => ({
  branch,
  pep: 800,
  status,
  first_release: first,
  end_of_life: end,
  release_manager: manager,
});

/** The release cycle of the sandbox's CPython, with made-up managers. */
const releaseCycle = {
  '3.16': line('main', 'feature', 'Basil Thyme', '2027-10-06', '2032-10'),
  '3.15': line('3.15', 'bugfix', 'Basil Thyme', '2026-10-01', '2031-10'),
  '3.14': line('3.14', 'bugfix', 'Basil Thyme', '2025-10-07', '2030-10'),
  '3.13': line('3.13', 'security', 'Saffron Reed', '2024-10-07', '2029-10'),
  '3.12': line('3.12', 'security', 'Saffron Reed', '2023-10-02', '2028-10'),
  '3.11': line('3.11', 'security', 'Clove Marsh', '2022-10-24', '2027-10'),
  '3.10': line('3.10', 'end-of-life', 'Clove Marsh', '2021-10-04', '2026-10-31'),
};
