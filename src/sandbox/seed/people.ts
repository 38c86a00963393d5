import type { Store } from '../store.ts';

/** Everybody of the practice GitHub. Nobody of them exists. */
export const people = [
  [4101, 'octo-coordinator', 'Octo Coordinator'],
  [4102, 'sage-admin', 'Sage Admin'],
  [4103, 'parsley-dev', 'Parsley Dev'],
  [4107, 'oregano-core', 'Oregano Core'],
  [4108, 'nutmeg-core', 'Nutmeg Core'],
  [4109, 'parsley-core', 'Parsley Core'],
  [4110, 'basil-rm', 'Basil Thyme'],
  [4111, 'dill-outsider', null],
  [4112, 'saffron-rm', 'Saffron Reed'],
  [4113, 'clove-rm', 'Clove Marsh'],
] as const;

/** The bots of CPython. They have no tokens. */
const bots = [
  [4120, 'miss-islington', 'Miss Islington (bot)', 'User'],
  [4121, 'bedevere-app[bot]', null, 'Bot'],
] as const;

/** The members of the response team. */
export const team = [
  'octo-coordinator',
  'sage-admin',
  'nutmeg-core',
  'parsley-core',
  'basil-rm',
  'oregano-core',
  'saffron-rm',
  'clove-rm',
];

const releaseManagers = ['basil-rm', 'saffron-rm', 'clove-rm'];

export function addPeople(store: Store): void {
  for (const [id, login, name] of people) {
    store.addUser({ id, login, name, type: 'User', createdAt: '2020-02-02T00:00:00Z' });
  }
  for (const [id, login, name, type] of bots) {
    store.addUser({ id, login, name, type, createdAt: '2017-04-04T00:00:00Z' });
  }
  for (const [id, login] of [
    [4001, 'python'],
    [4002, 'pypa'],
    [4003, 'hobby'],
  ] as const) {
    store.addUser({ id, login, name: null, type: 'Organization', createdAt: '2012-02-02T00:00:00Z' });
  }
  for (const login of team) store.team.members.add(login);
  for (const login of releaseManagers) store.team.releaseManagers.add(login);
}
