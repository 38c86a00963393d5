import type { Reply } from './http.ts';
import type { Store } from './store.ts';

const line = (branch: string, status: string, manager: string, first: string, end: string) => ({
  branch,
  pep: 800,
  status,
  first_release: first,
  end_of_life: end,
  release_manager: manager,
});

/** The release cycle of the sandbox's CPython, with made-up managers. */
export const releaseCycle = {
  '3.16': line('main', 'feature', 'Basil Thyme', '2027-10-06', '2032-10'),
  '3.15': line('3.15', 'bugfix', 'Basil Thyme', '2026-10-01', '2031-10'),
  '3.14': line('3.14', 'bugfix', 'Basil Thyme', '2025-10-07', '2030-10'),
  '3.13': line('3.13', 'security', 'Saffron Reed', '2024-10-07', '2029-10'),
  '3.12': line('3.12', 'security', 'Saffron Reed', '2023-10-02', '2028-10'),
  '3.11': line('3.11', 'security', 'Clove Marsh', '2022-10-24', '2027-10'),
  '3.10': line('3.10', 'end-of-life', 'Clove Marsh', '2021-10-04', '2026-10-31'),
};

/** As peps.python.org serves it: this one, or what a knob put in its place (a string goes out as it is). */
export function releaseCyclePage({ served }: Store): Reply {
  if (!served) return { status: 200, json: releaseCycle };
  const { json } = served;
  if (json === null) return { status: 404, json: { message: 'Not Found' } };
  if (typeof json !== 'string') return { status: 200, json };
  const headers = { 'content-type': 'application/json' };
  return { status: 200, raw: Buffer.from(json), headers };
}

/** The account of who makes the releases of a branch, and whether nobody else may merge there. */
export function managerOf(
  store: Store,
  branch: string,
): { readonly login: string; readonly alone: boolean } | null {
  const found = Object.values(releaseCycle).find(entry => entry.branch === branch);
  const user = [...store.users.values()].find(({ name }) => name === found?.release_manager);
  return found && user ? { login: user.login, alone: found.status === 'security' } : null;
}
